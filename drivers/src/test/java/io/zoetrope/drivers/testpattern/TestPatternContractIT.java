package io.zoetrope.drivers.testpattern;

import io.zoetrope.contract.CameraDriverContract;
import io.zoetrope.contract.SteadySource;
import io.zoetrope.contract.TestedSource;
import io.zoetrope.contract.TestedSource.Refusal;
import io.zoetrope.core.source.CameraDriver;
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
