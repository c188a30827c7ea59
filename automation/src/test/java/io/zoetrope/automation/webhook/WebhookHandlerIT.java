package io.zoetrope.automation.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import io.zoetrope.core.fixture.SettableClock;
import io.zoetrope.tasks.Priority;
import io.zoetrope.tasks.Progress;
import io.zoetrope.tasks.Task;
import io.zoetrope.tasks.TaskContext;
import io.zoetrope.tasks.TaskState;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One webhook, with a real receiver and a clock set by hand: 2026-01-01T12:00:00Z. */
final class WebhookHandlerIT {
  private final SettableClock clock = new SettableClock();
  private final TestReceiver receiver = new TestReceiver();
  private final Post post = new Post(Duration.ofSeconds(15));
  private final WebhookHandler handler =
      new WebhookHandler(
          new Webhook("door", receiver.url("/"), Optional.empty(), Set.of("camera")),
          new Receiver(clock),
          post,
          clock);

  WebhookHandlerIT() throws IOException {}

  @AfterEach
  void closeAll() {
    post.close();
    receiver.close();
  }

  @Test
  void withoutASecretNothingIsSigned() throws Exception {
    handler.run(task("{\"id\":\"1-0\",\"event\":{\"type\":\"camera\"}}"));

    assertThat(receiver.received)
        .singleElement()
        .satisfies(received -> {
          assertThat(received.headers()).doesNotContainKey("Webhook-signature");
          assertThat(received.header("webhook-id")).isEqualTo("1-0");
          assertThat(received.header("webhook-timestamp")).isEqualTo("1767268800");
          assertThat(received.body()).isEqualTo("{\"type\":\"camera\"}");
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          30                             | 30
          Thu, 01 Jan 2026 12:00:20 GMT  | 20
          86400                          | 60
          Fri, 01 Jan 2027 12:00:00 GMT  | 60
          """)
  void waitsAsLongAsAReceiverAsks(String retryAfter, int seconds) throws Exception {
    receiver.answersFirst(503);
    receiver.wantsToBeLeftAlone(retryAfter);
    assertThatIOException().isThrownBy(() -> handler.run(task("{}")));

    FutureTask<JsonNode> next = running(() -> handler.run(task("{}")));
    await().until(() -> clock.pending() == 1);
    clock.advance(Duration.ofSeconds(seconds).minusMillis(1));
    assertThat(receiver.received).hasSize(1);
    assertThat(next).isNotDone();
    clock.advance(Duration.ofMillis(1));

    assertThat(next.get()).hasToString("{\"status\":204}");
    assertThat(receiver.received).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({"soon", "-5", "'Thu, 01 Jan 2026 11:59:00 GMT'", "99999999999999999999"})
  void ignoresAnInvalidRetryAfter(String retryAfter) throws Exception {
    receiver.answersFirst(503);
    receiver.wantsToBeLeftAlone(retryAfter);
    assertThatIOException().isThrownBy(() -> handler.run(task("{}")));

    assertThat(handler.run(task("{}"))).hasToString("{\"status\":204}");
  }

  private static FutureTask<JsonNode> running(Callable<JsonNode> work) {
    FutureTask<JsonNode> task = new FutureTask<>(work);
    Thread.ofVirtual().start(task);
    return task;
  }

  private static TaskContext task(String payload) {
    Task task =
        new Task(
            "1",
            "webhook-door",
            new JsonMapper().readTree(payload),
            TaskState.RUNNING,
            Priority.NORMAL,
            1,
            12,
            Progress.NONE,
            Instant.EPOCH,
            Instant.EPOCH,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return new TaskContext() {
      @Override
      public Task task() {
        return task;
      }

      @Override
      public void progress(int percent, String note) {}
    };
  }
}
