package io.zoetrope.drivers.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class MissedPicturesTest {
  private static final Duration SILENCE = Duration.ofSeconds(10);

  private long nanos;

  @Test
  void fourInARowAreSkippedAndTheFifthIsAFailure() {
    MissedPictures missed = every(Duration.ofMillis(500));
    for (int i = 0; i < 4; i++) {
      assertThat(missed.mayBeLeftOut()).isTrue();
    }
    assertThat(missed.mayBeLeftOut()).isFalse();
  }

  @Test
  void aPictureInBetweenResetsTheCount() {
    MissedPictures missed = every(Duration.ofMillis(500));
    for (int i = 0; i < 100; i++) {
      missed.pictureCame();
      assertThat(missed.mayBeLeftOut()).isTrue();
    }
  }

  @Test
  void theLastOneWithinTheSilenceLimitIsAFailureSoThatTheCamerasReasonIsShown() {
    MissedPictures missed = every(Duration.ofSeconds(4));
    passes(Duration.ofSeconds(4));
    assertThat(missed.mayBeLeftOut()).isTrue();
    passes(Duration.ofSeconds(4));
    assertThat(missed.mayBeLeftOut()).isFalse();
  }

  @Test
  void aPictureThatWouldComeAfterTheSilenceLimitIsNotAwaited() {
    MissedPictures missed = every(Duration.ofSeconds(5));
    passes(Duration.ofMillis(4990));
    assertThat(missed.mayBeLeftOut()).isFalse();
  }

  private MissedPictures every(Duration interval) {
    return new MissedPictures(interval, SILENCE, () -> nanos);
  }

  private void passes(Duration time) {
    nanos += time.toNanos();
  }
}
