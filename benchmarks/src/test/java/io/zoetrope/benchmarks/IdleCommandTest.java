package io.zoetrope.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.benchmarks.server.DemoMemory;
import io.zoetrope.benchmarks.server.QuietWatch.Quiet;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdleCommandTest {
  private static final DemoMemory DEMO = new DemoMemory(60, 80_100_000, 40_000_000);
  private static final List<Quiet> ROWS =
      List.of(
          quiet(IdleCommand.BEFORE, 0.03, 0, List.of("idle", "idle"), 0),
          quiet(IdleCommand.WATCHED, 3, 2, List.of("live", "live"), 300),
          quiet(IdleCommand.AFTER, 0.3, 1, List.of("idle", "lingering"), 7));

  @Test
  void eachTimeIsARow() {
    assertThat(IdleCommand.table(ROWS).text())
        .containsPattern("nobody has watched +30 +0.10 .* 0 +0 +0 +idle, idle\n")
        .containsPattern("each is watched +30 +10.00 .* 2 +2 +300 +live, live\n");
  }

  @Test
  void theMemoryOfTheDemoIsATableOfItsOwn() {
    assertThat(IdleCommand.memory(DEMO).text())
        .containsPattern("60 s after its start +80.1 +40.0 +40.1\n");
  }

  @Test
  void onlyAnIdleServerHasTargets() {
    assertThat(IdleCommand.targets(DEMO, ROWS))
        .extracting(target -> target.what() + " " + target.met())
        .containsExactly(
            "demo camera, 60 s after its start: RSS MB false",
            "nobody has watched: % of a core true",
            "nobody has watched: capture threads and child processes true",
            "nobody has watched: frames shown true",
            "the viewers have gone: % of a core false",
            "the viewers have gone: capture threads and child processes false",
            "the viewers have gone: frames shown false");
  }

  private static Quiet quiet(
      String when, double cpuSeconds, int capturing, List<String> states, long frames) {
    return new Quiet(
        when, Loads.use(cpuSeconds, 30, 100_000_000), capturing, capturing, states, frames);
  }
}
