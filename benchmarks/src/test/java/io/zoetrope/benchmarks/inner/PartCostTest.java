package io.zoetrope.benchmarks.inner;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.benchmarks.load.Spread;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PartCostTest {

  @Test
  void isShownBesideTheFloorOfAsManyViewers() {
    List<PartCost> costs =
        PartCost.besideFloors(
            List.of(
                cost("floorWalk", 1, 1),
                cost("floorWalk", 100, 200),
                cost("ready", 1, 30),
                cost("ready", 100, 5000)));
    assertThat(costs).extracting(PartCost::timesFloor).containsExactly(1.0, 1.0, 30.0, 25.0);
    assertThat(costs.get(1).row())
        .containsExactly(
            "Publish walk", "100", "200/200/600", "1.00", "400", "2.0", "4.0", "floor");
    assertThat(costs.getLast().row()).startsWith("Publish ready", "100").endsWith("4.0", "");
  }

  @Test
  void needsNeitherViewersNorFloor() {
    assertThat(PartCost.besideFloors(List.of(cost("frame", null, 7))).getFirst().row())
        .containsExactly("Publish frame", "-", "7.0/7.0/21.0", "-", "400", "-", "-", "");
  }

  @Test
  void tellsWhenTheTimesDiffer() {
    assertThat(PartCost.of("Part", "floorX", 1, new Spread(10, 13, 13), 0).row())
        .endsWith("floor; noisy");
  }

  private static PartCost cost(String method, @Nullable Integer viewers, double nanos) {
    return PartCost.of("Publish", method, viewers, new Spread(nanos, nanos, 3 * nanos), 400);
  }
}
