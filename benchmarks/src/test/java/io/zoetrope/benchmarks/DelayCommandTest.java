package io.zoetrope.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.benchmarks.load.Delays;
import io.zoetrope.benchmarks.report.ServerRun;
import io.zoetrope.benchmarks.report.Target;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DelayCommandTest {
  private static final ServerRun FLOOR = Loads.run("floor send", 200, new Delays(9, 1, 4, 7));
  private static final ServerRun ZOETROPE =
      Loads.run("zoetrope", 200, new Delays(9, 2.5, 15.2, 17));

  @Test
  void theServerIsComparedWithTheFloor() {
    List<DelayCommand.Row> both =
        List.of(new DelayCommand.Row(FLOOR, null), new DelayCommand.Row(ZOETROPE, FLOOR));

    assertThat(DelayCommand.table(both).text())
        .containsPattern("floor send +200 +0.2/0.5/0.9 +1.0/4.0/7.0 +- ")
        .containsPattern("zoetrope +200 +0.2/0.5/0.9 +2.5/15.2/17.0 +\\+1.5, \\+11.2 ");
  }

  @Test
  void theMedianOfAllRunsIsComparedWithTheTargets() {
    List<ServerRun> runs =
        Stream.of(new Delays(9, 2, 20, 30), new Delays(9, 9, 8, 10), new Delays(9, 1, 9, 11))
            .map(delays -> Loads.run("zoetrope", 200, delays))
            .toList();

    assertThat(DelayCommand.targets(runs))
        .extracting(Target::measured)
        .containsExactly("2.0", "9.0");
  }

  @Test
  void theTargetsAreForTwoHundredViewers() {
    assertThat(DelayCommand.targets(List.of(FLOOR, ZOETROPE)))
        .extracting(target -> target.what() + " " + target.met())
        .containsExactly(
            "200 viewers: capture to last byte, p50 ms true",
            "200 viewers: capture to last byte, p99 ms false");
    ServerRun fifty = Loads.run("zoetrope", 50, new Delays(9, 2, 3, 4));
    assertThat(DelayCommand.targets(List.of(fifty))).isEmpty();
  }
}
