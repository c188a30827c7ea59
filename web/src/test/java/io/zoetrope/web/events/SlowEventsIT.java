package io.zoetrope.web.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.web.connection.Timeouts;
import io.zoetrope.web.events.EventClient.Event;
import io.zoetrope.web.fixture.FakeTasks;
import io.zoetrope.web.fixture.RawClient;
import io.zoetrope.web.fixture.ServerPair;
import java.io.EOFException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client that does not read costs nobody anything, and learns what it has missed. */
class SlowEventsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration AT_ONCE = Duration.ofSeconds(8);
  private static final int MESSAGES = 100_000;
  private static final String PADDING = "x".repeat(200);

  @TempDir private Path folder;
  @AutoClose private FakeTasks work;
  private CountedTopic events;

  @BeforeEach
  void start() throws Exception {
    work = new FakeTasks(folder, 10, 100);
    events = new CountedTopic(work.events());
  }

  @Test
  void aClientThatDoesNotReadSlowsNobodyAndLearnsHowMuchItMissed() throws Exception {
    try (ServerPair pair =
            ServerPair.working(Timeouts.STANDARD, work.content(work.queue(), events), "door");
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      EventClient lazy = EventClient.listening(pair.connect(4096), "/api/events");
      EventClient eager = EventClient.listening(pair, "/api/events");
      lazy.start();
      eager.start();
      Semaphore unread = new Semaphore(500);
      CompletableFuture<Integer> heard = new CompletableFuture<>();
      threads.execute(() -> heard.complete(hearAll(eager, unread)));

      for (int n = 0; n < MESSAGES; n++) {
        // The eager one is not faster than light: it is given no more than its buffer holds.
        assertThat(unread.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        publish(n);
      }

      assertThat(heard.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(MESSAGES);
      int got = 0;
      int missed = 0;
      for (Event event = lazy.event(); ; event = lazy.event()) {
        if (event.name().equals("gap")) {
          missed += event.json().path("missed").asInt();
        } else {
          assertThat(event.number()).isEqualTo(got++ + missed);
        }
        if (got + missed == MESSAGES) {
          break;
        }
      }
      assertThat(got).as("what was kept for one that did not read").isLessThan(20_000);
    }
    await().atMost(PATIENCE).until(() -> events.subscribers() == 0);
  }

  @Test
  void aClientThatReadsNothingForLongIsCutOff() throws Exception {
    Timeouts short_ = Timeouts.STANDARD.withStalledViewer(Duration.ofMillis(500));
    try (ServerPair pair = ServerPair.working(short_, work.content(work.queue(), events), "door")) {
      EventClient lazy = EventClient.listening(pair.connect(4096), "/api/events");
      lazy.start();

      // More than anything between here and there could hold.
      for (int n = 0; n < 50_000; n++) {
        publish(n);
      }

      await().atMost(PATIENCE).until(() -> events.subscribers() == 0);
    }
  }

  @Test
  void aClientThatLeavesIsForgottenAtOnce() throws Exception {
    try (ServerPair pair =
        ServerPair.working(Timeouts.STANDARD, work.content(work.queue(), events), "door")) {
      for (int round = 0; round < 3; round++) {
        RawClient client = pair.connect();
        EventClient.listening(client, "/api/events").start();
        // What is sent behind a request must not hide the leaving.
        client.get("/healthz").get("/healthz").get("/healthz");
        await().atMost(PATIENCE).until(() -> events.subscribers() == 1);

        switch (round) {
          case 0 -> client.close();
          case 1 -> client.reset();
          default -> client.halfClose();
        }

        // Long before the next heartbeat.
        await().atMost(AT_ONCE).until(() -> events.subscribers() == 0);
      }
    }
  }

  private static int hearAll(EventClient client, Semaphore unread) {
    int heard = 0;
    try {
      while (heard < MESSAGES && client.event().number() == heard) {
        heard++;
        unread.release();
      }
    } catch (EOFException e) {
      // The number shows it.
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    return heard;
  }

  private void publish(int n) {
    work.events()
        .publish(
            FakeTasks.json(
                "{\"type\":\"number\",\"n\":%d,\"padding\":\"%s\"}".formatted(n, PADDING)));
  }
}
