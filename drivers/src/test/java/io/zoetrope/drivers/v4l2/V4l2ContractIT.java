package io.zoetrope.drivers.v4l2;

import io.zoetrope.contract.FailingCameraContract;
import io.zoetrope.contract.TestedSource;
import io.zoetrope.core.fixture.DriverBench;
import io.zoetrope.core.source.CameraDriver;
import io.zoetrope.core.source.DriverContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

class V4l2ContractIT extends FailingCameraContract {
  private @Nullable Webcam webcam;

  @Override
  protected CameraDriver driver() {
    return Objects.requireNonNull(webcam).driver();
  }

  @Override
  protected DriverContext context(DriverBench bench) {
    return bench.contextWith(Objects.requireNonNull(webcam).ffmpeg());
  }

  @Override
  protected int rounds() {
    return 8;
  }

  @Override
  protected TestedSource source(Path folder) throws IOException {
    webcam = new Webcam(folder);
    webcam.plugInJpegs("video0", Webcam.pictures());
    webcam.plugIn("video7", "card Private", "open-error EACCES");
    return new Plugged(webcam);
  }

  /** A webcam that somebody may pull out. */
  private record Plugged(Webcam webcam) implements TestedSource {
    @Override
    public String uri() {
      return webcam.uri("video0");
    }

    @Override
    public List<Refusal> refusals() {
      return List.of(
          new Refusal(webcam.uri("video3"), "there is no camera at"),
          new Refusal(webcam.uri("video7"), "this user may not open"),
          new Refusal(webcam.uri("video0") + "?size=1000x1000", "has no pictures of 1000x1000"),
          new Refusal("v4l2:/dev/null", "is not a camera"));
    }

    @Override
    public void fail() throws IOException {
      Files.delete(webcam.node("video0"));
    }

    @Override
    public String failure() {
      return "the camera .* was unplugged|there is no camera at .*";
    }

    @Override
    public void comeBack() throws IOException {
      webcam.plugInJpegs("video0", Webcam.pictures());
    }

    @Override
    public void close() {}
  }
}
