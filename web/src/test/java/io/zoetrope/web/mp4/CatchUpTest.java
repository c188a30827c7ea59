package io.zoetrope.web.mp4;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class CatchUpTest {
  private static final long NOW = 1_000_000_000_000L;
  private static final long MOMENT = Duration.ofMillis(100).toNanos();

  @Test
  void aGroupOfEightSecondsPassesInAMoment() {
    CatchUp catchUp = CatchUp.between(NOW - Duration.ofSeconds(8).toNanos(), NOW);

    assertThat(catchUp.moved(NOW - Duration.ofSeconds(8).toNanos())).isEqualTo(NOW - MOMENT);
    assertThat(catchUp.moved(NOW - Duration.ofSeconds(4).toNanos())).isEqualTo(NOW - MOMENT / 2);
  }

  @Test
  void timesGoOnRisingAndAreTheirOwnFromThenOn() {
    CatchUp catchUp = CatchUp.between(NOW - Duration.ofSeconds(8).toNanos(), NOW);

    assertThat(catchUp.moved(NOW - 1)).isBetween(NOW - 2, NOW);
    assertThat(catchUp.moved(NOW)).isEqualTo(NOW);
    assertThat(catchUp.moved(NOW + 1)).isEqualTo(NOW + 1);
  }

  @Test
  void whoComesJustBehindAKeyFrameHasNothingToCatchUpWith() {
    assertThat(CatchUp.between(NOW - MOMENT, NOW)).isSameAs(CatchUp.NONE);
  }

  @Test
  void evenAnHourIsNotTooLong() {
    CatchUp catchUp = CatchUp.between(NOW - Duration.ofHours(1).toNanos(), NOW);

    assertThat(catchUp.moved(NOW - Duration.ofHours(1).toNanos())).isEqualTo(NOW - MOMENT);
  }
}
