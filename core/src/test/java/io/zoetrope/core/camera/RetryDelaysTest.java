package io.zoetrope.core.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How long a failed camera is left alone. */
class RetryDelaysTest {
  private static final RandomGenerator LOWEST = () -> 0;
  private static final RandomGenerator HIGHEST = () -> -1;
  private static final Duration A_MICROSECOND = Duration.ofNanos(1000);

  @Test
  void theDelayDoublesFromOneSecondToThirty() {
    assertThat(delays(LOWEST, 1, 2, 3, 4, 5, 6, 7))
        .containsExactly(900L, 1800L, 3600L, 7200L, 14400L, 27000L, 27000L);
  }

  @Test
  void itIsVariedByATenthEitherWay() {
    RetryDelays late = new RetryDelays(CameraTimings.STANDARD, HIGHEST);
    assertThat(late.after(1)).isCloseTo(Duration.ofMillis(1100), A_MICROSECOND);
    assertThat(late.after(6)).isCloseTo(Duration.ofSeconds(33), A_MICROSECOND);
    assertThat(late.after(6)).isLessThan(Duration.ofSeconds(33));
  }

  @Test
  void camerasThatFailedTogetherDoNotComeBackTogether() {
    RetryDelays delays = new RetryDelays(CameraTimings.STANDARD, new Random(1));
    assertThat(IntStream.range(0, 100).mapToObj(_ -> delays.after(6)).distinct().count())
        .isGreaterThan(90);
  }

  @Test
  void itNeverGrowsBeyondTheLongestHoweverOftenItFails() {
    assertThat(delays(LOWEST, 20, 64, 65, 1000, Integer.MAX_VALUE)).containsOnly(27000L);
  }

  private static long[] delays(RandomGenerator random, int... failures) {
    RetryDelays delays = new RetryDelays(CameraTimings.STANDARD, random);
    return IntStream.of(failures).mapToLong(each -> delays.after(each).toMillis()).toArray();
  }
}
