package io.zoetrope.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.benchmarks.load.Delays;
import io.zoetrope.benchmarks.load.LoadReport;
import io.zoetrope.benchmarks.load.Spread;
import io.zoetrope.benchmarks.report.ServerRun;
import io.zoetrope.benchmarks.report.Table;
import io.zoetrope.benchmarks.report.Target;
import io.zoetrope.benchmarks.server.Queues;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SlowTest {
  private static final Spread NONE = new Spread(0, 0, 0);
  private static final LoadReport.Stalled STALLED =
      new LoadReport.Stalled(
          20,
          60,
          20,
          NONE,
          new Spread(2, 3, 4),
          20,
          NONE,
          NONE,
          new Spread(300_000, 350_000, 360_000),
          new Spread(0, 5, 33),
          new Spread(10, 20, 30));
  private static final LoadReport.HalfRate HALF_RATE =
      new LoadReport.HalfRate(
          20, new Spread(14, 15, 16), new Delays(9, 100, 200, 301), new Delays(9, 150, 250, 351));
  private static final Queues QUEUES =
      new Queues(20, new Spread(180_000, 185_000, 190_000), new Spread(120_000, 125_000, 127_000));
  private static final SlowRuns RUNS =
      new SlowRuns(
          Loads.outcome("all read", 200, new Delays(9, 2, 10, 20)),
          Loads.outcome("the others alone", 180, new Delays(9, 1, 8, 20)),
          Loads.outcome("20 stall", 200, new Delays(9, 2.1, 12, 20), STALLED, null),
          QUEUES,
          Loads.outcome("20 at half rate", 200, new Delays(9, 3, 10, 20), null, HALF_RATE));

  @Test
  void delaysAreHeldAgainstBothReferences() {
    assertThat(SlowTables.of(RUNS).getFirst().text())
        .containsPattern("all read .*1.00, 1.00 +2.00, 1.25")
        .containsPattern("20 stall .*1.05, 1.20 +2.10, 1.50")
        .containsPattern("20 at half rate .*1.50, 1.00 +3.00, 1.25");
  }

  @Test
  void whatWaitsAtTheServerIsWhatIsNotYetAtTheViewer() {
    assertThat(SlowRuns.mostAtServer(STALLED, QUEUES)).isEqualTo(240_000);
    assertThat(SlowRuns.usuallyAtServer(STALLED, QUEUES)).isEqualTo(225_000);
    assertThat(SlowTables.of(RUNS).get(1).text()).contains("225000/240000");
  }

  @Test
  void eachTargetSaysWhetherItIsMet() throws Exception {
    SlowOptions options = SlowOptions.parse(List.of(), Path.of("."));
    assertThat(SlowTargets.of(RUNS, options))
        .extracting(target -> target.what() + " " + target.measured() + " " + target.met())
        .containsExactly(
            "stalled: the others' delay p50, x all read 1.05 true",
            "stalled: the others' delay p99, x all read 1.20 false",
            "stalled: memory grows after the first 10 s, % 2.0 true",
            "stalled: bytes at the server for each 240000 true",
            "stalled: then the newest frame, ms old 33 true",
            "half rate: frames/s 15.0 true",
            "half rate: each frame at its first byte, ms old 301 false");
  }

  @Test
  void whatFailedOrWasLeftOutHasNoFigures() throws Exception {
    SlowRuns runs =
        new SlowRuns(RUNS.all(), RUNS.alone(), ServerRun.failed("20 stall", 200, "x"), null, null);
    assertThat(runs.valid()).isFalse();
    assertThat(SlowTargets.of(runs, SlowOptions.parse(List.of(), Path.of(".")))).isEmpty();
    assertThat(SlowTables.of(runs).stream().map(Table::isEmpty).collect(Collectors.toList()))
        .containsExactly(false, true, true);
  }

  @Test
  void aTargetOnItsEdgeIsMet() {
    assertThat(Target.atMost("x", 3, 3, "%.1f").met()).isTrue();
    assertThat(Target.between("x", 1, 2, 2, "%.0f"))
        .isEqualTo(new Target("x", "1 to 2", "2", true));
  }
}
