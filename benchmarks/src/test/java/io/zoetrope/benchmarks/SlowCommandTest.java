package io.zoetrope.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.benchmarks.load.Delays;
import io.zoetrope.benchmarks.load.LoadReport;
import io.zoetrope.benchmarks.load.Spread;
import io.zoetrope.benchmarks.report.BenchTable;
import io.zoetrope.benchmarks.report.ServerRun;
import io.zoetrope.benchmarks.report.Target;
import io.zoetrope.benchmarks.server.QueueWatch.Queues;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SlowCommandTest {
  private static final LoadReport.Stalled STALLED =
      new LoadReport.Stalled(
          20,
          60,
          20,
          new Spread(2, 3, 4),
          new Spread(300_000, 350_000, 360_000),
          new Spread(0, 5, 33),
          new Spread(10, 20, 30));
  private static final LoadReport.HalfRate HALF_RATE =
      new LoadReport.HalfRate(
          20, new Spread(14, 15, 16), new Delays(9, 100, 200, 301), new Delays(9, 150, 250, 351));
  private static final Queues QUEUES =
      new Queues(20, new Spread(180_000, 185_000, 190_000), new Spread(120_000, 125_000, 127_000));
  private static final SlowCommand.Runs RUNS =
      new SlowCommand.Runs(
          Loads.run("all read", 200, new Delays(9, 2, 10, 20)),
          Loads.run("the others alone", 180, new Delays(9, 1, 8, 20)),
          Loads.run("20 stall", 200, new Delays(9, 2.1, 12, 20), STALLED, null),
          QUEUES,
          Loads.run("20 at half rate", 200, new Delays(9, 3, 10, 20), null, HALF_RATE));

  @Test
  void delaysAreComparedWithBothReferences() {
    assertThat(SlowCommand.tables(RUNS).getFirst().text())
        .containsPattern("all read .*1.00, 1.00 +2.00, 1.25")
        .containsPattern("20 stall .*1.05, 1.20 +2.10, 1.50")
        .containsPattern("20 at half rate .*1.50, 1.00 +3.00, 1.25");
  }

  @Test
  void whatWaitsAtTheServerIsWhatIsNotYetAtTheViewer() {
    assertThat(RUNS.mostAtServer()).isEqualTo(240_000);
    assertThat(RUNS.usuallyAtServer()).isEqualTo(225_000);
    assertThat(SlowCommand.tables(RUNS).get(1).text()).contains("225000/240000");
  }

  @Test
  void eachTargetSaysWhetherItIsMet() {
    assertThat(SlowTargets.of(RUNS, new LoadOptions(10, 5)))
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
  void whatFailedOrWasLeftOutHasNoFigures() {
    SlowCommand.Runs runs =
        new SlowCommand.Runs(
            RUNS.all(), RUNS.alone(), ServerRun.failed("20 stall", 200, "x"), null, null);
    assertThat(SlowTargets.of(runs, new LoadOptions(10, 5))).isEmpty();
    assertThat(
            SlowCommand.tables(runs).stream().map(BenchTable::isEmpty).collect(Collectors.toList()))
        .containsExactly(false, true, true);
  }

  @Test
  void aTargetThatIsJustReachedIsMet() {
    assertThat(Target.atMost("x", 3, 3, "%.1f").met()).isTrue();
    assertThat(Target.between("x", 1, 2, 2, "%.0f"))
        .isEqualTo(new Target("x", "1 to 2", "2", true));
  }
}
