package io.zoetrope.drivers.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class MissedTicksTest {
  private static final Duration SILENCE = Duration.ofSeconds(10);

  private long nanos;

  @Test
  void fourInARowAreLeftOutAndTheFifthIsAFailure() {
    MissedTicks missed = every(Duration.ofMillis(500));
    for (int i = 0; i < 4; i++) {
      assertThat(missed.mayBeLeftOut()).isTrue();
    }
    assertThat(missed.mayBeLeftOut()).isFalse();
  }

  @Test
  void aPictureBetweenThemStartsTheCountAgain() {
    MissedTicks missed = every(Duration.ofMillis(500));
    for (int i = 0; i < 100; i++) {
      missed.pictureCame();
      assertThat(missed.mayBeLeftOut()).isTrue();
    }
  }

  @Test
  void theLastOneThatTheSilenceAllowsIsAFailureSoThatTheCameraCanSayWhy() {
    MissedTicks missed = every(Duration.ofSeconds(4));
    passes(Duration.ofSeconds(4));
    assertThat(missed.mayBeLeftOut()).isTrue();
    passes(Duration.ofSeconds(4));
    assertThat(missed.mayBeLeftOut()).isFalse();
  }

  @Test
  void oneThatTheCameraCouldOnlyAnswerAfterTheSilenceIsNotAwaited() {
    MissedTicks missed = every(Duration.ofSeconds(5));
    passes(Duration.ofMillis(4990));
    assertThat(missed.mayBeLeftOut()).isFalse();
  }

  private MissedTicks every(Duration interval) {
    return new MissedTicks(interval, SILENCE, () -> nanos);
  }

  private void passes(Duration time) {
    nanos += time.toNanos();
  }
}
