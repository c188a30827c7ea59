package io.zoetrope.benchmarks;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.benchmarks.load.Delays;
import io.zoetrope.benchmarks.load.LoadReport;
import io.zoetrope.benchmarks.report.ServerRun;
import io.zoetrope.benchmarks.report.Target;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which of several rounds counts, and what the kept ones are held against. */
class FanoutCommandTest {
  @Test
  void theCheaperRoundCounts() {
    ServerRun dear = outcome("zoetrope", 200, 2, 100);
    ServerRun cheap = outcome("zoetrope", 200, 1, 100);

    assertThat(FanoutCommand.cheaper(dear, cheap)).isSameAs(cheap);
    assertThat(FanoutCommand.cheaper(cheap, dear)).isSameAs(cheap);
  }

  @Test
  void anUntrustworthyRoundNeverCounts() {
    ServerRun good = outcome("zoetrope", 200, 2, 100);
    ServerRun failed = ServerRun.failed("zoetrope", 200, "it did not start");

    assertThat(FanoutCommand.cheaper(failed, good)).isSameAs(good);
    assertThat(FanoutCommand.cheaper(good, failed)).isSameAs(good);
  }

  @Test
  void costIsComparedWithTheFloor() {
    ServerRun outcome = outcome("zoetrope", 400, 1.2, 100).comparedWith(1.0);

    assertThat(FanoutTargets.of(List.of(outcome), false))
        .contains(
            new Target(
                "zoetrope, 400 viewers: CPU per GB, times the floor",
                "at most 1.15",
                "1.20",
                false));
  }

  @Test
  void videoMayCostTwiceTheFloorAndItsCameraAHundredthOfACore() {
    ServerRun many = outcome("zoetrope", 200, 1.2, 100).comparedWith(1.0);
    ServerRun one = outcome("zoetrope", 1, 0.2, 100);

    assertThat(FanoutTargets.of(List.of(many, one), true))
        .contains(
            new Target(
                "zoetrope, 200 viewers: CPU per GB, times the floor", "at most 2.00", "1.20", true),
            new Target(
                "zoetrope, 1 viewers: % of a core, with the camera's program",
                "at most 1.00", "2.00", false));
  }

  @Test
  void theCheaperFloorIsTheFloor() {
    Map<String, ServerRun> outcomes = new LinkedHashMap<>();
    outcomes.put(FanoutCommand.FLOOR, outcome(FanoutCommand.FLOOR, 200, 2, 1));
    outcomes.put(FanoutCommand.FLOOR_IN_FILES, outcome(FanoutCommand.FLOOR_IN_FILES, 200, 1, 1));
    outcomes.put("zoetrope", outcome("zoetrope", 200, 1.5, 100));

    assertThat(FanoutCommand.comparedWithFloor(outcomes, FanoutCommand.FLOORS))
        .extracting(ServerRun::timesFloor)
        .containsExactly(2.0, 1.0, 1.5);
  }

  @Test
  void videoIsComparedWithTheSameWrites() {
    Map<String, ServerRun> outcomes = new LinkedHashMap<>();
    outcomes.put(FanoutCommand.FLOOR, outcome(FanoutCommand.FLOOR, 200, 2, 1));
    outcomes.put(FanoutCommand.FLOOR_IN_FILES, outcome(FanoutCommand.FLOOR_IN_FILES, 200, 1, 1));
    outcomes.put("zoetrope", outcome("zoetrope", 200, 3, 100));

    assertThat(FanoutCommand.comparedWithFloor(outcomes, List.of(FanoutCommand.FLOOR)))
        .extracting(ServerRun::timesFloor)
        .containsExactly(1.0, 0.5, 1.5);
  }

  @Test
  void anUntrustworthyFloorIsIgnored() {
    Map<String, ServerRun> outcomes = new LinkedHashMap<>();
    outcomes.put(
        FanoutCommand.FLOOR, ServerRun.failed(FanoutCommand.FLOOR, 200, "it did not start"));
    outcomes.put("zoetrope", outcome("zoetrope", 200, 1.5, 100));

    assertThat(FanoutCommand.comparedWithFloor(outcomes, FanoutCommand.FLOORS))
        .last()
        .extracting(ServerRun::timesFloor)
        .isNull();
  }

  @Test
  void memoryIsThatOfTheViewersBetweenTheFewestAndTheMost() {
    List<ServerRun> outcomes =
        List.of(outcome("zoetrope", 1600, 1, 148), outcome("zoetrope", 100, 1, 100));

    assertThat(FanoutTargets.of(outcomes, false))
        .contains(
            new Target(
                "zoetrope: KB resident for each additional viewer", "at most 40.0", "32.0", true));
  }

  @Test
  void aFailedRunIsComparedWithNothing() {
    assertThat(FanoutTargets.of(List.of(ServerRun.failed("zoetrope", 200, "why")), false))
        .isEmpty();
  }

  /** One gigabyte delivered, so that the CPU seconds are those of a gigabyte. */
  private static ServerRun outcome(String server, int viewers, double cpu, long megabytes) {
    LoadReport load = requireNonNull(Loads.run(server, viewers, new Delays(1, 1, 1, 1)).load());
    return ServerRun.of(server, viewers, load, Loads.use(cpu, 10, megabytes * 1_000_000), null);
  }
}
