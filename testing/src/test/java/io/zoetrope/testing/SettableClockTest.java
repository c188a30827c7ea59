package io.zoetrope.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.core.time.Timekeeper.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The clock that all tests of time rest on. */
class SettableClockTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final SettableClock clock = new SettableClock();
  private final Instant start = clock.now();
  private final List<String> happened = new ArrayList<>();

  @Test
  void timeStandsStillUntilItIsAdvanced() {
    long nanos = clock.nanoTime();
    clock.advance(SECOND);

    assertThat(clock.now()).isEqualTo(start.plusSeconds(1));
    assertThat(clock.nanoTime() - nanos).isEqualTo(SECOND.toNanos());
  }

  @Test
  void actionsHappenInOrderEachAtItsMoment() {
    clock.after(Duration.ofMillis(700), () -> note("late"));
    clock.after(Duration.ofMillis(300), () -> note("early"));
    clock.after(Duration.ofMillis(300), () -> note("after it"));
    clock.advance(SECOND);

    assertThat(happened).containsExactly("early 300", "after it 300", "late 700");
    assertThat(clock.now()).isEqualTo(start.plusSeconds(1));
  }

  @Test
  void anActionHappensExactlyWhenDueAndOnce() {
    clock.after(SECOND, () -> note("due"));
    clock.advance(SECOND.minusNanos(1));
    assertThat(happened).isEmpty();
    clock.advance(Duration.ofNanos(1));
    clock.advance(SECOND);

    assertThat(happened).containsExactly("due 1000");
  }

  @Test
  void anActionMayPlanTheNextWithinTheSameAdvance() {
    clock.after(
        Duration.ofMillis(400),
        () -> {
          note("first");
          clock.after(Duration.ofMillis(400), () -> note("second"));
        });
    clock.advance(SECOND);

    assertThat(happened).containsExactly("first 400", "second 800");
  }

  @Test
  void whatIsCancelledDoesNotHappen() {
    Timer cancelled = clock.after(SECOND, () -> note("never"));
    assertThat(clock.pending()).isEqualTo(1);
    cancelled.cancel();
    cancelled.cancel();
    clock.advance(SECOND);

    assertThat(happened).isEmpty();
    assertThat(clock.pending()).isZero();
  }

  private void note(String what) {
    happened.add(what + " " + Duration.between(start, clock.now()).toMillis());
  }
}
