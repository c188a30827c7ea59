package io.zoetrope.app.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.base.fixture.Thrown;
import io.zoetrope.core.time.SystemTimekeeper;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class RepeatingTest {
  private static final Duration SOON = Duration.ofMillis(2);

  private final SystemTimekeeper time = new SystemTimekeeper();

  @AfterEach
  void close() {
    time.close();
  }

  @ParameterizedTest
  @MethodSource("io.zoetrope.base.fixture.Thrown#all")
  void aFailingActionIsRepeated(Throwable thrown) {
    AtomicInteger times = new AtomicInteger();
    try (Repeating _ =
        repeat(() -> {
          times.incrementAndGet();
          throw Thrown.sneaky(thrown);
        })) {
      await().until(() -> times.get() >= 3);
    }
  }

  @Test
  void aHangingActionNeverRunsTwiceAtOnceAndDoesNotBlockClosing() {
    AtomicInteger times = new AtomicInteger();
    CountDownLatch released = new CountDownLatch(1);
    try (Repeating _ =
            repeat(() -> {
              times.incrementAndGet();
              while (released.getCount() > 0) {
                LockSupport.parkNanos(1_000_000);
              }
            });
        Repeating _ = repeat(() -> times.addAndGet(1000))) {
      await().until(() -> times.get() >= 3001);
      assertThat(times.get() % 1000).isEqualTo(1);
    }
    released.countDown();
  }

  private Repeating repeat(Runnable action) {
    return Repeating.start("test", SOON, SOON, time, action);
  }
}
