package io.zoetrope.drivers.slideshow;

import io.zoetrope.contract.FailingCameraContract;
import io.zoetrope.contract.TestedSource;
import io.zoetrope.core.fixture.Pictures;
import io.zoetrope.core.source.CameraDriver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class SlideshowContractIT extends FailingCameraContract {

  @Override
  protected CameraDriver driver() {
    return new SlideshowDriver();
  }

  @Override
  protected TestedSource source(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("empty"));
    Folder source = new Folder(folder);
    source.comeBack();
    return source;
  }

  /** A folder of two pictures, which somebody may take away. */
  private record Folder(Path folder) implements TestedSource {

    @Override
    public String uri() {
      return "slideshow:%s?fps=50".formatted(folder);
    }

    @Override
    public List<Refusal> refusals() {
      return List.of(
          new Refusal("slideshow:" + folder.resolve("nowhere"), "there is no folder"),
          new Refusal("slideshow:" + folder.resolve("empty"), "holds no JPEG pictures"),
          new Refusal(uri() + "0000", "the option fps is '500000'"));
    }

    @Override
    public void fail() throws IOException {
      Files.delete(folder.resolve("1.jpg"));
      Files.delete(folder.resolve("2.jpg"));
    }

    @Override
    public String failure() {
      return ".* holds no JPEG pictures.*";
    }

    @Override
    public void comeBack() throws IOException {
      for (int number = 1; number <= 2; number++) {
        Files.write(folder.resolve(number + ".jpg"), Pictures.numbered(number));
      }
    }

    @Override
    public void close() {}
  }
}
