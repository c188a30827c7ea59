package io.zoetrope.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.TimeoutHandler;
import io.zoetrope.core.fixture.UnstartableThread;
import io.zoetrope.web.fixture.Answer;
import io.zoetrope.web.fixture.RawClient;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever somebody's code does to its request, it gives its slot back. */
class OffLoopIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final ThreadFactory VIRTUAL = Thread.ofVirtual().factory();

  /** Where code fails that is not ours. */
  record Fault(String where, Work work, OffLoop.Meaning meaning, Consumer<String> answer) {
    @Override
    public String toString() {
      return where;
    }
  }

  static Stream<Fault> faults() {
    Error error = new NoClassDefFoundError("org/example/Gone");
    Exception exception = new IOException("thrown by a test");
    return Stream.of(
        new Fault("in the call", _ -> fail(error), _ -> null, _ -> {}),
        new Fault("in the call, speechless", _ -> fail(new Speechless()), _ -> null, _ -> {}),
        new Fault(
            "in the call, as if interrupted",
            _ -> fail(new InterruptedException()),
            _ -> null,
            _ -> {}),
        new Fault("in its meaning", _ -> fail(exception), _ -> failMeaning(), _ -> {}),
        new Fault("in the answer", _ -> "done", _ -> null, _ -> failMeaning()));
  }

  /** What a request has done. */
  interface Work {
    String run(RoutingContext context) throws Exception;
  }

  /** Cannot even say what is wrong, so that logging it fails. */
  private static final class Speechless extends Error {
    private static final long serialVersionUID = 1;

    @Override
    public String getMessage() {
      throw new IllegalStateException("thrown by a test");
    }
  }

  private final Vertx vertx = Vertx.vertx();
  private final Router router = Router.router(vertx);
  private int port;

  @AfterEach
  void stop() throws Exception {
    vertx.close().await(1, TimeUnit.MINUTES);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void twoFailuresLeaveBothSlotsFree(Fault fault) throws Exception {
    AtomicInteger requests = new AtomicInteger();
    OffLoop calls = new OffLoop(2, fault.meaning, VIRTUAL);
    serve(
        calls,
        context -> requests.incrementAndGet() > 2 ? "fine" : fault.work.run(context),
        done -> {
          if (requests.get() <= 2) {
            fault.answer.accept(done);
          }
        });

    assertThat(get("/").status()).isEqualTo(500);
    assertThat(get("/").status()).isEqualTo(500);

    assertThat(get("/").text()).isEqualTo("fine");
    await().atMost(PATIENCE).until(() -> calls.busy() == 0);
  }

  @Test
  void aThreadThatCannotStartLeavesItsSlotFree() throws Exception {
    AtomicBoolean none = new AtomicBoolean(true);
    OffLoop calls =
        new OffLoop(2, _ -> null, run -> none.get() ? new UnstartableThread() : new Thread(run));
    serve(calls, _ -> "fine", _ -> {});
    for (int request = 0; request < 3; request++) {
      Answer answer = get("/");
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.header("Retry-After")).isPresent();
    }

    none.set(false);

    assertThat(get("/").text()).isEqualTo("fine");
  }

  @Test
  void hangingCallsKeepOnlyTheirSlots() throws Exception {
    CountDownLatch released = new CountDownLatch(1);
    OffLoop calls = new OffLoop(2, _ -> null, VIRTUAL);
    serve(
        calls,
        _ -> {
          released.await();
          return "late";
        },
        _ -> {});
    RawClient first = RawClient.connect(port).get("/");
    RawClient second = RawClient.connect(port).get("/");
    await().atMost(PATIENCE).until(() -> calls.busy() == 2);
    assertThat(get("/").errorCode()).isEqualTo("busy");

    released.countDown();

    assertThat(first.readAnswer().text()).isEqualTo("late");
    assertThat(second.readAnswer().text()).isEqualTo("late");
    assertThat(get("/").text()).isEqualTo("late");
    first.close();
    second.close();
  }

  @Test
  void aCallThatCallsBackGetsASlotLikeAnyOther() throws Exception {
    AtomicInteger depth = new AtomicInteger();
    OffLoop calls = new OffLoop(2, _ -> null, VIRTUAL);
    serve(
        calls,
        _ -> depth.getAndIncrement() < 5 ? "again: " + get("/").status() : "deep enough",
        _ -> {});

    assertThat(get("/").text()).isEqualTo("again: 200");
    await().atMost(PATIENCE).until(() -> calls.busy() == 0);
  }

  @Test
  void anEndedEventLoopKeepsNoSlot() throws Exception {
    CountDownLatch released = new CountDownLatch(1);
    OffLoop calls = new OffLoop(2, _ -> null, VIRTUAL);
    serve(
        calls,
        _ -> {
          awaitDeaf(released);
          return "late";
        },
        _ -> {});
    try (RawClient _ = RawClient.connect(port).get("/")) {
      await().atMost(PATIENCE).until(() -> calls.busy() == 1);
      vertx.close().await(1, TimeUnit.MINUTES);

      released.countDown();

      await().atMost(PATIENCE).until(() -> calls.busy() == 0);
    }
  }

  @Test
  void aWaitEndsWhenAnotherHandlerAnswers() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    OffLoop calls = new OffLoop(2, _ -> null, VIRTUAL);
    router.route().handler(TimeoutHandler.create(200));
    router
        .route()
        .handler(context ->
            calls.runWhileConnected(
                context,
                () -> {
                  never.await();
                  return "never";
                },
                context::end));
    listen();

    assertThat(get("/").status()).isEqualTo(503);

    await().atMost(PATIENCE).until(() -> calls.busy() == 0);
  }

  private void serve(OffLoop calls, Work work, Consumer<String> before) throws Exception {
    router
        .route()
        .handler(context ->
            calls.run(
                context,
                () -> work.run(context),
                done -> {
                  before.accept(done);
                  var _ = context.end(done);
                }));
    listen();
  }

  private void listen() throws Exception {
    port =
        vertx
            .createHttpServer()
            .requestHandler(router)
            .listen(0, "127.0.0.1")
            .await(1, TimeUnit.MINUTES)
            .actualPort();
  }

  private Answer get(String target) throws IOException {
    try (RawClient client = RawClient.connect(port)) {
      return client.get(target).readAnswer();
    }
  }

  private static String fail(Throwable thrown) throws Exception {
    if (thrown instanceof Error error) {
      throw error;
    }
    throw (Exception) thrown;
  }

  private static @Nullable RefusedException failMeaning() {
    throw new NoClassDefFoundError("org/example/Gone");
  }

  /** Does not listen to interrupts. */
  private static void awaitDeaf(CountDownLatch latch) {
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        // That is the point.
      }
    }
  }
}
