package io.zoetrope.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.benchmarks.churn.Held;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChurnCommandTest {
  private static final List<Held> GROWING =
      List.of(new Held(2, 6000, 40_000_000, 500_000, 60, 30), held(42_100_000, 63, 33));

  @Test
  void theFirstLookIsAtAWarmServerAndTheLastAtTheEnd() {
    assertThat(ChurnCommand.looks(10)).containsExactly(2, 4, 6, 8, 10);
    assertThat(ChurnCommand.looks(3)).containsExactly(1, 3);
    assertThat(ChurnCommand.looks(2)).containsExactly(1, 2);
  }

  @Test
  void eachLookIsARow() {
    assertThat(ChurnCommand.table(GROWING).text())
        .containsPattern("2 +6000 +40.00 +500000 +60 +30\n")
        .containsPattern("10 +30000 +42.10 +500000 +63 +33\n");
  }

  @Test
  void everyRouteAndWayIsARow() {
    assertThat(ChurnCommand.routes(Map.of("/healthz IN_THE_HEAD", 7L)).text())
        .containsPattern("/healthz +IN_THE_HEAD +7\n");
  }

  @Test
  void whatGrowsMissesItsTarget() {
    assertThat(ChurnCommand.targets(GROWING))
        .extracting(target -> target.what() + " " + target.met())
        .containsExactly(
            "live heap, MB, minute 10 against 2 false",
            "descriptors, minute 10 against 2 false",
            "threads, minute 10 against 2 false");
    assertThat(ChurnCommand.targets(List.of(GROWING.getFirst(), held(38_100_000, 58, 32))))
        .allMatch(target -> target.met());
  }

  private static Held held(long heap, int descriptors, int threads) {
    return new Held(10, 30_000, heap, 500_000, descriptors, threads);
  }
}
