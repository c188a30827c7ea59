package io.zoetrope.benchmarks.inner;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.benchmarks.load.Spread;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PartCostTest {

  @Test
  void isComparedWithTheFloorOfAsManyViewers() {
    List<PartCost> costs =
        PartCost.comparedWithFloors(
            List.of(
                cost("floorWalk", 1, 1),
                cost("floorWalk", 100, 200),
                cost("ready", 1, 30),
                cost("ready", 100, 5000)));
    assertThat(costs).extracting(PartCost::timesFloor).containsExactly(1.0, 1.0, 30.0, 25.0);
    assertThat(PartCost.table(costs).text())
        .containsPattern("Publish walk +100 +200/200/600 +1.00 +400 +2.0 +4.0 +floor\n")
        .containsPattern("Publish ready +100 .* 4.0\n");
  }

  @Test
  void needsNeitherViewersNorFloor() {
    assertThat(PartCost.table(List.of(cost("frame", null, 7))).text())
        .containsPattern("Publish frame +- +7.0/7.0/21.0 +- +400 +- +-\n");
  }

  @Test
  void tellsWhenTheTimesDiffer() {
    PartCost noisy = PartCost.of("Part", "floorX", 1, new Spread(10, 13, 13), 0);
    assertThat(PartCost.table(List.of(noisy)).text()).endsWith("floor; noisy\n");
  }

  private static PartCost cost(String method, @Nullable Integer viewers, double nanos) {
    return PartCost.of("Publish", method, viewers, new Spread(nanos, nanos, 3 * nanos), 400);
  }
}
