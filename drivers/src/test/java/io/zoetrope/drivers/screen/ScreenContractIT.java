package io.zoetrope.drivers.screen;

import io.zoetrope.contract.FailingCameraContract;
import io.zoetrope.contract.TestedSource;
import io.zoetrope.core.source.CameraDriver;
import io.zoetrope.drivers.fixture.Desktop;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

class ScreenContractIT extends FailingCameraContract {

  @Override
  protected CameraDriver driver() {
    return new ScreenDriver();
  }

  @Override
  protected int rounds() {
    return 5;
  }

  @Override
  protected TestedSource source(Path folder) throws IOException {
    return new Screen(new Desktop());
  }

  private record Screen(Desktop desktop) implements TestedSource {

    @Override
    public String uri() {
      return "screen:%s?fps=20".formatted(desktop.display());
    }

    @Override
    public List<Refusal> refusals() {
      return List.of(
          new Refusal("screen::4711", "there is no such X display"),
          new Refusal("screen:desktop", "is not an X display"));
    }

    @Override
    public void fail() {
      desktop.kill();
    }

    @Override
    public String failure() {
      return "there is no such X display.*";
    }

    @Override
    public void comeBack() throws IOException {
      desktop.startAgain();
    }

    @Override
    public void close() {
      desktop.close();
    }
  }
}
