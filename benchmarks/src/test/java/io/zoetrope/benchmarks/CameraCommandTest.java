package io.zoetrope.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.benchmarks.load.Delays;
import io.zoetrope.benchmarks.report.ServerRun;
import java.util.List;
import org.junit.jupiter.api.Test;

class CameraCommandTest {
  private static final ServerRun SERVED = Loads.run("zoetrope", 1, new Delays(9, 1, 2, 3));

  @Test
  void aRowSaysWhatServerAndChildTakeTogetherAndWhatTheChildTakes() {
    assertThat(CameraCommand.table(List.of(SERVED)).text())
        .containsPattern("zoetrope .* 10.00 +3.00 .* 102.0 \\(\\+2.0\\) +12.0 +12 +1.0/2.0/3.0");
  }

  @Test
  void onlyOneCameraHasATargetNotTheFloor() {
    ServerRun floor = Loads.run("floor send", 1, new Delays(9, 1, 2, 3));
    ServerRun many = Loads.run("zoetrope", 64, new Delays(9, 1, 2, 3));

    assertThat(CameraCommand.targets(List.of(floor, many, SERVED)))
        .extracting(target -> target.measured() + " " + target.met())
        .containsExactly("10.00 false");
  }

  @Test
  void aRunThatFailedIsARow() {
    ServerRun failed = ServerRun.failed("zoetrope", 1, "no such file");

    assertThat(CameraCommand.table(List.of(failed)).text()).contains("FAILED: no such file");
  }
}
