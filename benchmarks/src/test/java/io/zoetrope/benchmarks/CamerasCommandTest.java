package io.zoetrope.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.benchmarks.load.Delays;
import io.zoetrope.benchmarks.report.ServerRun;
import java.util.List;
import org.junit.jupiter.api.Test;

class CamerasCommandTest {
  @Test
  void eachRowTellsMemoryAndThreads() {
    ServerRun outcome = Loads.outcome("zoetrope", 64, new Delays(9, 1, 2, 3));
    assertThat(CamerasCommand.table(List.of(outcome)).text())
        .containsPattern("zoetrope +64 .* 102.0 \\(\\+2.0\\) +12.0 +12 +1.0/2.0/3.0 ");
  }

  @Test
  void aRunThatFailedIsARowToo() {
    ServerRun outcome = ServerRun.failed("zoetrope", 64, "no such file");
    assertThat(CamerasCommand.table(List.of(outcome)).text()).contains("FAILED: no such file");
  }
}
