package io.zoetrope.core.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

class StreamClockTest {
  private static final long MILLIS = 1_000_000;
  private static final long SECONDS = 1000 * MILLIS;
  private static final int VIDEO = 0;
  private static final int AUDIO = 1;

  private final StreamClock clock = new StreamClock();

  @Test
  void theFirstFrameIsOfWhenItArrivesAndOthersKeepTheirDistance() {
    assertThat(clock.monotonic(VIDEO, 7 * SECONDS, 100 * SECONDS)).isEqualTo(100 * SECONDS);
    assertThat(clock.monotonic(VIDEO, 7 * SECONDS + 40 * MILLIS, 100 * SECONDS + 55 * MILLIS))
        .isEqualTo(100 * SECONDS + 40 * MILLIS);
  }

  @Test
  void allTracksHaveTheSameDifference() {
    clock.monotonic(VIDEO, 7 * SECONDS, 100 * SECONDS);

    assertThat(clock.monotonic(AUDIO, 7 * SECONDS - 5 * MILLIS, 100 * SECONDS + MILLIS))
        .isEqualTo(100 * SECONDS - 5 * MILLIS);
  }

  @Test
  void aCameraThatStaysSilentForAWhileHasNotJumped() {
    clock.monotonic(VIDEO, 0, 0);

    assertThat(clock.monotonic(VIDEO, 20 * SECONDS, 20 * SECONDS + 30 * MILLIS))
        .isBetween(20 * SECONDS, 20 * SECONDS + 30 * MILLIS);
  }

  @Test
  void whatWasHeldUpOnTheWayKeepsItsTimes() {
    clock.monotonic(VIDEO, 0, 0);

    assertThat(clock.monotonic(VIDEO, 40 * MILLIS, 8 * SECONDS)).isEqualTo(40 * MILLIS);
    assertThat(clock.monotonic(VIDEO, 80 * MILLIS, 8 * SECONDS)).isEqualTo(80 * MILLIS);
  }

  @Test
  void aJumpForwardOfAllTracksBeginsWithTheFirstThatArrives() {
    clock.monotonic(VIDEO, 0, 0);
    clock.monotonic(AUDIO, 0, 0);

    assertThat(clock.monotonic(VIDEO, 3600 * SECONDS, 40 * MILLIS)).isEqualTo(40 * MILLIS);
    assertThat(clock.monotonic(AUDIO, 3600 * SECONDS + 7 * MILLIS, 41 * MILLIS))
        .isEqualTo(47 * MILLIS);
  }

  @Test
  void aJumpBackBeginsWithTheFirstThatArrives() {
    clock.monotonic(VIDEO, 3600 * SECONDS, 0);

    assertThat(clock.monotonic(VIDEO, 0, 40 * MILLIS)).isEqualTo(40 * MILLIS);
  }

  @Test
  void picturesInAnotherOrderThanTheirTimesAreNoJump() {
    clock.monotonic(VIDEO, 0, 0);
    clock.monotonic(VIDEO, 400 * MILLIS, 40 * MILLIS);

    assertThat(clock.monotonic(VIDEO, 80 * MILLIS, 80 * MILLIS)).isEqualTo(80 * MILLIS);
  }

  @Test
  void aClockThatRunsFastIsFollowed() {
    assertThat(delayAfterADay(arrival -> arrival + arrival / 10_000))
        .isBetween(-60 * MILLIS, 60 * MILLIS);
  }

  @Test
  void aClockThatRunsSlowIsFollowed() {
    assertThat(delayAfterADay(arrival -> arrival - arrival / 10_000))
        .isBetween(-60 * MILLIS, 60 * MILLIS);
  }

  @Test
  void framesThatCameAtOnceAtFirstAreNotOfTheFutureForever() {
    clock.monotonic(VIDEO, 0, 0);
    clock.monotonic(VIDEO, 2 * SECONDS, MILLIS);
    long last = 2 * SECONDS;
    for (long at = SECONDS; at < 900 * SECONDS; at += SECONDS) {
      long next = clock.monotonic(VIDEO, at + 2 * SECONDS, at);
      assertThat(next - last)
          .as("no step is far from the camera's")
          .isBetween(994 * MILLIS, 1006 * MILLIS);
      last = next;
    }
    assertThat(last - 899 * SECONDS).isLessThan(60 * MILLIS);
  }

  @Test
  void framesOfAStreamWithoutTimesAreOfWhenTheyArrive() {
    clock.ignoreStream();

    assertThat(clock.monotonic(VIDEO, 7 * SECONDS, 100 * SECONDS)).isEqualTo(100 * SECONDS);
    assertThat(clock.monotonic(VIDEO, 7 * SECONDS + 40 * MILLIS, 103 * SECONDS))
        .isEqualTo(103 * SECONDS);
  }

  /** How much later than presented the last frame arrives. */
  private long delayAfterADay(LongUnaryOperator stream) {
    long last = 0;
    long arrival = 0;
    for (long at = 0; at < Duration.ofDays(1).toNanos(); at += SECONDS) {
      arrival = at;
      last = clock.monotonic(VIDEO, stream.applyAsLong(at), at);
    }
    return arrival - last;
  }
}
