package io.zoetrope.drivers.file;

import io.zoetrope.contract.FailingCameraContract;
import io.zoetrope.contract.TestedSource;
import io.zoetrope.core.source.CameraDriver;
import io.zoetrope.drivers.fixture.Clips;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class FileContractIT extends FailingCameraContract {

  @Override
  protected CameraDriver driver() {
    return new FileDriver();
  }

  @Override
  protected int rounds() {
    return 4;
  }

  @Override
  protected TestedSource source(Path folder) throws IOException, InterruptedException {
    Files.writeString(folder.resolve("text.mp4"), "This is no video.");
    Path kept = Clips.mjpeg(folder, 10).file();
    Clip clip = new Clip(folder.resolve("clip.mkv"), kept);
    clip.comeBack();
    return clip;
  }

  /** A video that somebody may empty and delete while it is shown. */
  private record Clip(Path file, Path kept) implements TestedSource {

    @Override
    public String uri() {
      return "file:" + file;
    }

    @Override
    public List<Refusal> refusals() {
      return List.of(
          new Refusal("file:" + file.resolveSibling("gone.mp4"), "there is no file"),
          new Refusal("file:" + file.getParent(), "is a folder"),
          new Refusal(
              "file:" + file.resolveSibling("text.mp4"),
              "what is there is not video that FFmpeg can read"));
    }

    @Override
    public void fail() throws IOException {
      Files.write(file, new byte[0]);
      Files.delete(file);
    }

    @Override
    public String failure() {
      return "file: there is no file .*";
    }

    @Override
    public void comeBack() throws IOException {
      Files.copy(kept, file);
    }

    @Override
    public void close() {}
  }
}
