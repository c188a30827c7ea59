package io.zoetrope.core.time;

import static io.zoetrope.base.fixture.Latches.awaitOrLeave;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.base.ForeignCode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class SystemTimekeeperTest {

  @Test
  void anActionRunsWhenItsTimeHasCome() throws Exception {
    try (SystemTimekeeper time = new SystemTimekeeper()) {
      CountDownLatch ran = new CountDownLatch(1);

      time.after(Duration.ofMillis(1), ran::countDown);

      assertThat(ran.await(1, TimeUnit.MINUTES)).isTrue();
    }
  }

  @Test
  void itMayStillBeAskedAfterItIsClosed() {
    SystemTimekeeper time = new SystemTimekeeper();
    AtomicBoolean ran = new AtomicBoolean();
    time.close();

    time.after(Duration.ZERO, () -> ran.set(true)).cancel();

    assertThat(ran).isFalse();
  }

  @Test
  void anActionThatHangsDelaysNoOther() throws Exception {
    try (SystemTimekeeper time = new SystemTimekeeper()) {
      CountDownLatch over = new CountDownLatch(1);
      CountDownLatch hanging = new CountDownLatch(1);
      time.after(
          Duration.ZERO,
          () -> {
            hanging.countDown();
            awaitOrLeave(over);
          });
      assertThat(hanging.await(1, TimeUnit.MINUTES)).isTrue();
      CountDownLatch ran = new CountDownLatch(1);

      time.after(Duration.ZERO, ran::countDown);

      assertThat(ran.await(1, TimeUnit.MINUTES)).isTrue();
      over.countDown();
    }
  }

  @Test
  void whatAnActionThrowsIsLoggedOnceAndEndsNoOther() throws Exception {
    List<String> warnings = new CopyOnWriteArrayList<>();
    Logger log = Logger.getLogger(ForeignCode.class.getName());
    log.setFilter(
        line -> !line.getLevel().equals(Level.WARNING) || warnings.add(line.getMessage()));
    try (SystemTimekeeper time = new SystemTimekeeper()) {
      CountDownLatch thrown = new CountDownLatch(3);
      for (int action = 0; action < 3; action++) {
        time.after(
            Duration.ZERO,
            () -> {
              thrown.countDown();
              throw new NoClassDefFoundError("org/example/Missing");
            });
      }
      assertThat(thrown.await(1, TimeUnit.MINUTES)).isTrue();
      CountDownLatch ran = new CountDownLatch(1);

      time.after(Duration.ZERO, ran::countDown);

      assertThat(ran.await(1, TimeUnit.MINUTES)).isTrue();
      await().until(() -> warnings.equals(List.of("A timer's action failed")));
    } finally {
      log.setFilter(null);
    }
  }

  @Test
  void anActionMaySetAndCancelTimers() throws Exception {
    try (SystemTimekeeper time = new SystemTimekeeper()) {
      CountDownLatch ran = new CountDownLatch(1);

      time.after(
          Duration.ZERO,
          () -> {
            time.after(Duration.ofHours(1), () -> {}).cancel();
            time.after(Duration.ZERO, ran::countDown);
          });

      assertThat(ran.await(1, TimeUnit.MINUTES)).isTrue();
    }
  }
}
