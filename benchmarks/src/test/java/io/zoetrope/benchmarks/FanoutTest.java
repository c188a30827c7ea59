package io.zoetrope.benchmarks;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.benchmarks.load.Delays;
import io.zoetrope.benchmarks.load.LoadReport;
import io.zoetrope.benchmarks.report.ServerRun;
import io.zoetrope.benchmarks.report.Target;
import io.zoetrope.benchmarks.server.ServerUse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which of several rounds counts, and what the kept ones are held against. */
class FanoutTest {
  @Test
  void theCheaperRoundCounts() {
    ServerRun dear = outcome("zoetrope", 200, 2, 100);
    ServerRun cheap = outcome("zoetrope", 200, 1, 100);

    assertThat(Fanout.cheaper(dear, cheap)).isSameAs(cheap);
    assertThat(Fanout.cheaper(cheap, dear)).isSameAs(cheap);
  }

  @Test
  void aRoundThatCannotBeBelievedNeverCounts() {
    ServerRun good = outcome("zoetrope", 200, 2, 100);
    ServerRun failed = ServerRun.failed("zoetrope", 200, "it did not start");

    assertThat(Fanout.cheaper(failed, good)).isSameAs(good);
    assertThat(Fanout.cheaper(good, failed)).isSameAs(good);
  }

  @Test
  void costIsHeldAgainstTheFloor() {
    ServerRun outcome = outcome("zoetrope", 400, 1.2, 100).beside(1.0);

    assertThat(FanoutTargets.of(List.of(outcome)))
        .contains(
            new Target(
                "zoetrope, 400 viewers: CPU per GB, times the floor",
                "at most 1.15",
                "1.20",
                false));
  }

  @Test
  void theCheaperFloorIsTheFloor() {
    Map<String, ServerRun> outcomes = new LinkedHashMap<>();
    outcomes.put(Fanout.FLOOR, outcome(Fanout.FLOOR, 200, 2, 1));
    outcomes.put(Fanout.FLOOR_IN_FILES, outcome(Fanout.FLOOR_IN_FILES, 200, 1, 1));
    outcomes.put("zoetrope", outcome("zoetrope", 200, 1.5, 100));

    assertThat(Fanout.besideFloor(outcomes))
        .extracting(ServerRun::timesFloor)
        .containsExactly(2.0, 1.0, 1.5);
  }

  @Test
  void aFloorThatCannotBeBelievedIsNone() {
    Map<String, ServerRun> outcomes = new LinkedHashMap<>();
    outcomes.put(Fanout.FLOOR, ServerRun.failed(Fanout.FLOOR, 200, "it did not start"));
    outcomes.put("zoetrope", outcome("zoetrope", 200, 1.5, 100));

    assertThat(Fanout.besideFloor(outcomes)).last().extracting(ServerRun::timesFloor).isNull();
  }

  @Test
  void memoryIsThatOfTheViewersBetweenTheFewestAndTheMost() {
    List<ServerRun> outcomes =
        List.of(outcome("zoetrope", 1600, 1, 148), outcome("zoetrope", 100, 1, 100));

    assertThat(FanoutTargets.of(outcomes))
        .contains(
            new Target("zoetrope: KB resident for each viewer more", "at most 40.0", "32.0", true));
  }

  @Test
  void theSecondLoopIsHeldAgainstTheFirst() {
    List<ServerRun> outcomes =
        List.of(
            outcome("zoetrope", 200, 1, 100),
            outcome("zoetrope, loops: 1", 200, 1, 100),
            outcome("zoetrope, loops: 2", 200, 1.3, 100));

    assertThat(FanoutTargets.of(outcomes))
        .contains(
            new Target(
                "200 viewers: CPU per GB, two loops against one", "at most 1.10", "1.30", false));
  }

  @Test
  void aRunThatFailedIsHeldAgainstNothing() {
    assertThat(FanoutTargets.of(List.of(ServerRun.failed("zoetrope", 200, "why")))).isEmpty();
  }

  /** One gigabyte delivered, so that the CPU seconds are those of a gigabyte. */
  private static ServerRun outcome(String server, int viewers, double cpu, long megabytes) {
    LoadReport load = requireNonNull(Loads.outcome(server, viewers, new Delays(1, 1, 1, 1)).load());
    long resident = megabytes * 1_000_000;
    ServerUse use = new ServerUse(cpu, 10, 0, resident, resident, resident, resident, resident, 1);
    return ServerRun.of(server, viewers, load, use);
  }
}
