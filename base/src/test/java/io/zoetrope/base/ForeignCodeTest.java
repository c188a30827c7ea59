package io.zoetrope.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
final class ForeignCodeTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  private final ForeignCode code = new ForeignCode("A test's foreign code");

  @Test
  void whatIsReturnedIsPassedOn() {
    assertThat(code.get(() -> "its own", "otherwise")).isEqualTo("its own");
  }

  @Test
  void anErrorEndsHereToo() {
    boolean returned =
        code.run(() -> {
          throw new NoClassDefFoundError("org/example/Missing");
        });

    assertThat(returned).isFalse();
  }

  @Test
  void anInterruptionIsKeptForTheThreadThatCalled() {
    code.run(() -> {
      throw new InterruptedException();
    });

    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void codeThatHangsCostsOneThreadHoweverOftenItIsCalled() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    CountDownLatch returns = new CountDownLatch(1);
    for (int call = 0; call < 3; call++) {
      String value =
          code.getWithin(
              Duration.ofMillis(20),
              () -> {
                calls.incrementAndGet();
                awaitStubbornly(returns);
                return "late";
              },
              "otherwise");
      assertThat(value).isEqualTo("otherwise");
    }
    assertThat(calls).hasValue(1);

    returns.countDown();
    await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(code.getWithin(SOON, () -> "in time", "otherwise")).isEqualTo("in time"));
  }

  /** As native code does that knows no interruption. */
  private static void awaitStubbornly(CountDownLatch latch) {
    while (true) {
      try {
        latch.await();
        return;
      } catch (InterruptedException e) {
        // It goes on waiting.
      }
    }
  }
}
