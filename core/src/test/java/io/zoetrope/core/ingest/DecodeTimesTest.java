package io.zoetrope.core.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Pictures of 40 ms each; the numbers are those of the pictures in the order of their times. */
class DecodeTimesTest {
  private static final long STEP = 40_000_000;
  private static final double SMALLEST = 11_111.0 / STEP;

  private final DecodeTimes times = new DecodeTimes();

  @Test
  void withoutReorderingAPictureIsDecodedWhenItIsShown() {
    assertThat(decoded(0, 1, 2, 3)).containsExactly(0, 1, 2, 3);
  }

  @Test
  void withPicturesThatOvertakeEachIsDecodedEarlyEnough() {
    times.atLeast(2);

    assertThat(decoded(0, 4, 2, 1, 3, 8, 6, 5, 7)).containsExactly(-2, -1, 0, 1, 2, 3, 4, 5, 6);
  }

  @Test
  void openGroupsBeginWithPicturesThatAreShownBefore() {
    times.atLeast(1);

    assertThat(decoded(2, 0, 1, 5, 3, 4))
        .containsExactly(1, 1 + SMALLEST, 1 + 2 * SMALLEST, 2, 3, 4);
  }

  @Test
  void afterAPictureThatNobodyHasAnnouncedTimesRiseStill() {
    double[] found = decoded(0, 2, 1, 4, 3, 6, 5, 8, 7);

    double[] sorted = found.clone();
    Arrays.sort(sorted);
    assertThat(found).isEqualTo(sorted).doesNotHaveDuplicates();
    assertThat(found[8]).isLessThanOrEqualTo(7);
  }

  @Test
  void timesThatStandStillRiseAllTheSame() {
    assertThat(decoded(0, 0, 0)).containsExactly(0, SMALLEST, 2 * SMALLEST);
  }

  private double[] decoded(int... presented) {
    return Arrays.stream(presented)
        .mapToDouble(number -> (double) times.next(number * STEP) / STEP)
        .toArray();
  }
}
