package io.zoetrope.core.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Frames per second as people expect to read them. */
class RateMeterTest {
  private static final long SECOND = 1_000_000_000L;

  private final RateMeter meter = new RateMeter();

  @Test
  void onePictureGivesNoRate() {
    assertThat(meter.perSecond(0)).isZero();
    meter.mark(SECOND);
    assertThat(meter.perSecond(SECOND)).isZero();
  }

  @Test
  void aSteadyCameraHasItsRate() {
    long last = markSteadily(0, 30, 100);
    assertThat(meter.perSecond(last)).isCloseTo(30, within(0.01));
  }

  @Test
  void aVeryFastCameraHasItsRate() {
    long last = markSteadily(0, 1000, 5000);
    assertThat(meter.perSecond(last)).isCloseTo(1000, within(0.01));
  }

  @Test
  void aCameraWithAPictureAMinuteHasARate() {
    meter.mark(0);
    meter.mark(60 * SECOND);
    assertThat(meter.perSecond(90 * SECOND)).isCloseTo(1 / 60.0, within(0.0001));
  }

  @Test
  void theLastSecondsCountAndNotTheWholePast() {
    long slowUntil = markSteadily(0, 5, 100);
    long last = markSteadily(slowUntil + SECOND / 25, 25, 100);
    assertThat(meter.perSecond(last)).isCloseTo(25, within(0.01));
  }

  @Test
  void theRateFallsTowardsZeroWhenNoMoreCome() {
    long last = markSteadily(0, 30, 100);
    double before = meter.perSecond(last);
    for (int seconds = 1; seconds < 400; seconds++) {
      double now = meter.perSecond(last + seconds * SECOND);
      assertThat(now).isLessThan(before);
      before = now;
    }
    assertThat(before).isLessThan(1);
    assertThat(meter.perSecond(last + 100_000 * SECOND)).isZero();
  }

  @Test
  void pictureTimesThatDoNotAdvanceGiveNoNonsense() {
    meter.mark(SECOND);
    meter.mark(SECOND);
    meter.mark(SECOND);
    assertThat(meter.perSecond(SECOND)).isZero();
  }

  private long markSteadily(long from, int perSecond, int pictures) {
    long nanos = from;
    for (int i = 0; i < pictures; i++) {
      nanos = from + i * SECOND / perSecond;
      meter.mark(nanos);
    }
    return nanos;
  }
}
