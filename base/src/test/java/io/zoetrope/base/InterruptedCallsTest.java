package io.zoetrope.base;

import static io.zoetrope.base.fixture.Latches.awaitStubbornly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Foreign code whose caller is interrupted while it waits. */
@NullMarked
final class InterruptedCallsTest {
  private static final Duration SOON = Duration.ofMinutes(1);

  private final ForeignCode code = new ForeignCode("A test's foreign code");

  @Test
  void aCallerInterruptedWhileWaitingInterruptsTheCode() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    Thread caller =
        Thread.startVirtualThread(() -> {
          try {
            code.callWithin(
                Duration.ofHours(1),
                () -> {
                  begun.countDown();
                  try {
                    return new CountDownLatch(1).await(1, TimeUnit.HOURS);
                  } finally {
                    interrupted.countDown();
                  }
                });
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    assertThat(begun.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();

    caller.interrupt();

    assertThat(interrupted.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(caller.join(SOON)).isTrue();
  }

  @Test
  void theNextCallWaitsItsTurnAfterACallerWasInterrupted() throws Exception {
    CountDownLatch returns = new CountDownLatch(1);
    interruptedCall(SOON, returns);

    FutureTask<String> next =
        new FutureTask<>(() -> code.getWithin(SOON, () -> "in time", "otherwise"));
    Thread waiting = Thread.ofPlatform().daemon().start(next);
    await()
        .atMost(SOON)
        .until(() -> waiting.getState() == Thread.State.TIMED_WAITING || next.isDone());
    returns.countDown();

    assertThat(next.get(SOON.toSeconds(), TimeUnit.SECONDS)).isEqualTo("in time");
  }

  @Test
  void nobodyWaitsForCodeThatHangsPastItsTimeEvenIfItsCallerHasLeft() throws Exception {
    CountDownLatch returns = new CountDownLatch(1);
    try {
      Duration time = Duration.ofMillis(300);
      interruptedCall(time, returns);
      await()
          .pollInSameThread()
          .atMost(SOON)
          .until(
              () -> {
                long begun = System.nanoTime();
                assertThat(code.getWithin(time, () -> "in time", "otherwise"))
                    .isEqualTo("otherwise");
                return Duration.ofNanos(System.nanoTime() - begun);
              },
              took -> took.compareTo(time) < 0);
    } finally {
      returns.countDown();
    }
  }

  /** Returns when the caller has left; the code goes on until it may return. */
  private void interruptedCall(Duration atMost, CountDownLatch returns) throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    Thread caller =
        Thread.startVirtualThread(() -> {
          try {
            code.callWithin(
                atMost,
                () -> {
                  begun.countDown();
                  awaitStubbornly(returns);
                  return "late";
                });
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    assertThat(begun.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
    caller.interrupt();
    assertThat(caller.join(SOON)).isTrue();
  }
}
