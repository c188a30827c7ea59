package io.zoetrope.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.benchmarks.load.Delays;
import io.zoetrope.benchmarks.report.ServerRun;
import java.util.List;
import org.junit.jupiter.api.Test;

class CameraCommandTest {
  private static final ServerRun SERVED = Loads.outcome("zoetrope", 1, new Delays(9, 1, 2, 3));

  @Test
  void aRowSaysWhatServerAndChildTakeTogetherAndWhatTheChildTakes() {
    assertThat(CameraCommand.table(List.of(new CameraCommand.Row(SERVED, 0.3))).text())
        .containsPattern("zoetrope .* 10.00 +3.00 +");
  }

  @Test
  void onlyTheCameraHasATargetNotTheFloor() {
    ServerRun floor = Loads.outcome("floor send", 1, new Delays(9, 1, 2, 3));
    assertThat(
            CameraCommand.targets(
                List.of(new CameraCommand.Row(floor, 0), new CameraCommand.Row(SERVED, 0.3))))
        .extracting(target -> target.measured() + " " + target.met())
        .containsExactly("10.00 false");
  }

  @Test
  void aRunThatFailedIsARowToo() {
    ServerRun failed = ServerRun.failed("zoetrope", 1, "no such file");
    assertThat(CameraCommand.table(List.of(new CameraCommand.Row(failed, 0))).text())
        .contains("FAILED: no such file");
  }
}
