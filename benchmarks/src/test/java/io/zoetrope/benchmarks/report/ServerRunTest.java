package io.zoetrope.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.benchmarks.load.Delays;
import io.zoetrope.benchmarks.load.LoadReport;
import io.zoetrope.benchmarks.load.OwnCost;
import io.zoetrope.benchmarks.load.Spread;
import io.zoetrope.benchmarks.server.ServerUse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerRunTest {
  private static final ServerUse USE = new ServerUse(1, 0, 10, 0, 0, 0, 0, 0, 1);

  @Test
  void costIsPerGigabyteAndComparedWithTheFloor() {
    ServerRun outcome = ServerRun.of("x", 3, load(0.5, 0, 0), USE, null).comparedWith(0.25);
    assertThat(outcome.cpuSecondsPerGigabyte()).isEqualTo(0.5);
    assertThat(outcome.timesFloor()).isEqualTo(2.0);
    assertThat(outcome.valid()).isTrue();
    assertThat(outcome.notes()).isEmpty();
  }

  @Test
  void aLoadThatWasTheBottleneckMakesTheReportInvalid() {
    ServerRun outcome = ServerRun.of("x", 3, load(0.86, 0, 0), USE, null);
    assertThat(outcome.valid()).isFalse();
    assertThat(outcome.notes()).containsExactly("INVALID: the load was the bottleneck");
  }

  @Test
  void lostViewersOrBrokenFramesMakeTheReportInvalid() {
    ServerRun outcome = ServerRun.of("x", 3, load(0.5, 2, 1), USE, null);
    assertThat(outcome.valid()).isFalse();
    assertThat(outcome.notes()).containsExactly("LOST 2 viewers: gone", "BROKEN frames");
  }

  @Test
  void aFailureIsWrittenForProgramsWithTheFiguresThatThereAre() {
    ServerRun failed = ServerRun.failed("x", 3, "why");
    BenchReport report =
        new BenchReport(
            "t",
            Instant.EPOCH,
            "",
            List.of("a remark"),
            List.of(),
            List.of(),
            List.of(failed),
            false);

    assertThat(failed.valid()).isFalse();
    assertThat(failed.note()).isEqualTo("FAILED: why");
    assertThat(report.text()).contains("a remark");
    assertThat(report.json())
        .contains("\"valid\" : false", "\"failure\" : \"why\"", "\"load\" : null", "1970-01-01");
  }

  private static LoadReport load(double share, int lost, long broken) {
    return new LoadReport(
        3,
        10,
        new Spread(1, 2, 3),
        2_000_000_000L,
        new Delays(0, 0, 0, 0),
        new Delays(0, 0, 0, 0),
        10,
        0,
        broken,
        lost,
        lost == 0 ? null : "gone",
        new OwnCost(share, 0),
        null,
        null);
  }
}
