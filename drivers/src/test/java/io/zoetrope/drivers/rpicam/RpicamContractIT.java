package io.zoetrope.drivers.rpicam;

import io.zoetrope.base.fixture.ChildProcesses;
import io.zoetrope.contract.FailingCameraContract;
import io.zoetrope.contract.TestedSource;
import io.zoetrope.core.fixture.DriverBench;
import io.zoetrope.core.source.CameraDriver;
import io.zoetrope.core.source.DriverContext;
import io.zoetrope.drivers.fixture.RpicamStandIn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

class RpicamContractIT extends FailingCameraContract {
  private @Nullable RpicamStandIn program;

  @Override
  protected CameraDriver driver() {
    return new RpicamDriver();
  }

  @Override
  protected DriverContext context(DriverBench bench) {
    String path = Objects.requireNonNull(program).program().toString();
    return new DriverContext(bench.frames(), bench.time(), Map.of(RpicamDriver.SETTING, path), "");
  }

  /** Each takes half a second to warm up. */
  @Override
  protected int rounds() {
    return 5;
  }

  @Override
  protected TestedSource source(Path folder) throws IOException {
    program = RpicamStandIn.in(folder);
    return new PiCamera(program);
  }

  /** A camera whose cable may come off. */
  private record PiCamera(RpicamStandIn program) implements TestedSource {

    @Override
    public String uri() {
      return "rpicam:0?fps=50";
    }

    @Override
    public List<Refusal> refusals() {
      return List.of(
          new Refusal("rpicam:1", "there is no camera of that number"),
          new Refusal("rpicam:front", "is not the number of a camera"),
          new Refusal("rpicam:0?rotation=90", "should be 0 or 180"));
    }

    @Override
    public void fail() throws IOException, InterruptedException {
      program.mode("no-camera");
      for (ProcessHandle running : ProcessHandle.current().children().toList()) {
        ChildProcesses.signal(running, "KILL");
      }
    }

    @Override
    public String failure() {
      return "there is no camera: is its cable in both sockets.*";
    }

    @Override
    public void comeBack() throws IOException {
      program.mode("well");
    }

    @Override
    public void close() {}
  }
}
