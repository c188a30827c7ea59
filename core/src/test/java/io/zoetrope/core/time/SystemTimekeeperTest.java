package io.zoetrope.core.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class SystemTimekeeperTest {

  @Test
  void anActionRunsWhenItsTimeHasCome() throws Exception {
    try (SystemTimekeeper time = new SystemTimekeeper()) {
      CountDownLatch ran = new CountDownLatch(1);

      time.after(Duration.ofMillis(1), ran::countDown);

      assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void whoEndsAfterItMayStillAskIt() {
    SystemTimekeeper time = new SystemTimekeeper();
    AtomicBoolean ran = new AtomicBoolean();
    time.close();

    time.after(Duration.ZERO, () -> ran.set(true)).cancel();

    assertThat(ran).isFalse();
  }
}
