package io.zoetrope.drivers.testpattern;

import io.zoetrope.core.driver.CameraDriver;
import io.zoetrope.testing.contract.CameraDriverContract;
import io.zoetrope.testing.contract.SteadySource;
import io.zoetrope.testing.contract.TestedSource;
import io.zoetrope.testing.contract.TestedSource.Refusal;
import java.nio.file.Path;
import java.util.List;

class TestPatternContractIT extends CameraDriverContract {

  @Override
  protected CameraDriver driver() {
    return new TestPatternDriver();
  }

  @Override
  protected TestedSource source(Path folder) {
    return new SteadySource(
        "test:?size=160x120&fps=60",
        List.of(
            new Refusal("test:?size=1x1", "the option size is '1x1'"),
            new Refusal("test:?fps=-1", "the option fps is '-1'"),
            new Refusal("test:?speed=9", "knows no option 'speed'")));
  }
}
