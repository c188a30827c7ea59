package io.zoetrope.base;

import static io.zoetrope.base.fixture.Latches.awaitStubbornly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
final class ForeignCodeTest {
  private static final Duration SOON = Duration.ofMinutes(1);

  private final ForeignCode code = new ForeignCode("A test's foreign code");

  @Test
  void theResultIsPassedOn() {
    assertThat(code.get(() -> "its own", "otherwise")).isEqualTo("its own");
  }

  @Test
  void anErrorIsCaughtAsWell() {
    boolean returned =
        code.run(() -> {
          throw new NoClassDefFoundError("org/example/Missing");
        });

    assertThat(returned).isFalse();
  }

  @Test
  void anInterruptStaysSetForTheCallingThread() {
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

  @Test
  void aCallThatTakesTooLongIsReported() throws Exception {
    CountDownLatch returns = new CountDownLatch(1);
    try {
      for (int call = 0; call < 2; call++) {
        Outcome<String> outcome =
            code.callWithin(
                Duration.ofMillis(20),
                () -> {
                  awaitStubbornly(returns);
                  return "late";
                });
        assertThat(outcome)
            .isInstanceOfSatisfying(
                Outcome.Threw.class,
                threw ->
                    assertThat(threw.cause())
                        .isInstanceOf(TimeoutException.class)
                        .hasMessage("has not answered within 0.02 seconds"));
      }
    } finally {
      returns.countDown();
    }
  }

  @Test
  void whatIsThrownInTimeReachesTheCaller() throws Exception {
    Error thrown = new UnsatisfiedLinkError("no library");

    Outcome<String> outcome =
        code.callWithin(
            SOON,
            () -> {
              throw thrown;
            });

    assertThat(outcome).isEqualTo(new Outcome.Threw<String>(thrown));
  }

  @Test
  void manyCallersAtOnceAreAllAnsweredWhileItHangsAndCostOneThread() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    CountDownLatch returns = new CountDownLatch(1);
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> answers = new ArrayList<>();
      for (int caller = 0; caller < 20; caller++) {
        answers.add(
            callers.submit(() ->
                code.getWithin(
                    Duration.ofMillis(200),
                    () -> {
                      calls.incrementAndGet();
                      awaitStubbornly(returns);
                      return "late";
                    },
                    "otherwise")));
      }
      for (Future<String> answer : answers) {
        assertThat(answer.get(SOON.toSeconds(), TimeUnit.SECONDS)).isEqualTo("otherwise");
      }
      assertThat(calls).hasValue(1);
    } finally {
      returns.countDown();
    }
  }

  @Test
  void endlessLoopsLeaveVirtualThreadsTheirProcessors() throws Exception {
    AtomicBoolean enough = new AtomicBoolean();
    try {
      for (int each = 0; each <= Runtime.getRuntime().availableProcessors(); each++) {
        new ForeignCode("A loop without end")
            .getWithin(
                Duration.ofMillis(20),
                () -> {
                  while (!enough.get()) {
                    Thread.onSpinWait();
                  }
                  return "late";
                },
                "otherwise");
      }

      assertThat(Thread.startVirtualThread(() -> {}).join(SOON)).isTrue();
    } finally {
      enough.set(true);
    }
  }
}
