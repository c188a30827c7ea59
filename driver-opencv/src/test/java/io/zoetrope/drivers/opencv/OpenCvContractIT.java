package io.zoetrope.drivers.opencv;

import io.zoetrope.contract.FailingCameraContract;
import io.zoetrope.contract.TestedSource;
import io.zoetrope.core.fixture.Pictures;
import io.zoetrope.core.source.CameraDriver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class OpenCvContractIT extends FailingCameraContract {
  private static final int PICTURES = 5;

  @Override
  protected CameraDriver driver() {
    return new OpenCvDriver();
  }

  @Override
  protected TestedSource source(Path folder) throws IOException {
    Series series = new Series(folder);
    series.comeBack();
    return series;
  }

  /** Numbered pictures, shown over and over, that somebody may take away. */
  private record Series(Path folder) implements TestedSource {

    @Override
    public String uri() {
      return "opencv:%s/img_%%03d.jpg?fps=100&loop=true".formatted(folder);
    }

    @Override
    public List<Refusal> refusals() {
      return List.of(
          new Refusal("opencv:%s/gone.avi".formatted(folder), "there is no"),
          new Refusal("opencv:987", "there is no camera 987"),
          new Refusal(uri() + "&quality=0", "should be a whole number from 1 to 100"));
    }

    @Override
    public void fail() throws IOException {
      for (int number = 1; number <= PICTURES; number++) {
        Files.delete(picture(number));
      }
    }

    @Override
    public String failure() {
      return ".*(there is neither|cannot be decoded|cannot read).*";
    }

    @Override
    public void comeBack() throws IOException {
      for (int number = 1; number <= PICTURES; number++) {
        Files.write(picture(number), Pictures.numbered(number));
      }
    }

    @Override
    public void close() {}

    private Path picture(int number) {
      return folder.resolve("img_%03d.jpg".formatted(number));
    }
  }
}
