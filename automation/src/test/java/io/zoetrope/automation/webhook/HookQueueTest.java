package io.zoetrope.automation.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.zoetrope.core.fixture.SettableClock;
import io.zoetrope.tasks.QueueOptions;
import io.zoetrope.tasks.QueueUnavailableException;
import io.zoetrope.tasks.Task;
import io.zoetrope.tasks.TaskFilter;
import io.zoetrope.tasks.TaskQueue;
import io.zoetrope.tasks.TaskRequest;
import io.zoetrope.tasks.TaskState;
import io.zoetrope.tasks.local.SqliteTaskQueue;
import io.zoetrope.tasks.topic.MessageId;
import io.zoetrope.tasks.topic.RingTopic;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The clock begins at 2026-01-01T12:00:00Z. */
final class HookQueueTest {
  private static final JsonNode EVENT = JsonNodeFactory.instance.objectNode().put("type", "camera");

  private final SettableClock clock = new SettableClock();
  private final TaskQueue queue =
      SqliteTaskQueue.inMemory(
          QueueOptions.STANDARD.withCapacity(10), new RingTopic(0, clock::now), clock::now);
  private final Receiver receiver = new Receiver(clock);
  private final HookQueue door =
      new HookQueue(
          new Webhook("door", URI.create("http://h/"), Optional.empty(), Set.of("camera")),
          receiver,
          queue,
          3,
          clock);
  private long events;

  @AfterEach
  void close() {
    queue.close();
  }

  @Test
  void tasksNameTheWebhookAndHoldNoSecrets() {
    happens();

    Task task = waiting().getFirst();
    assertThat(task.kind()).isEqualTo("webhook-door");
    assertThat(task.payload())
        .hasToString("{\"hook\":\"door\",\"id\":\"7-1\",\"event\":{\"type\":\"camera\"}}");
    assertThat(task.idempotencyKey()).contains("door:7-1");
    assertThat(task.attempts()).isEqualTo(12);
    assertThat(task.deadline()).contains(Instant.parse("2026-01-02T12:00:00Z"));
  }

  @Test
  void acceptsEventsAgainOnceOthersHaveBeenPosted() {
    happen(5);
    assertThat(waiting()).hasSize(3);

    waiting().stream().limit(2).forEach(task -> queue.cancel(task.id()));
    clock.advance(Duration.ofSeconds(5));
    happen(5);
    assertThat(waiting()).hasSize(3);
  }

  @Test
  void countsTasksThatWaitedBeforeItStarted() {
    happen(3);
    HookQueue afterRestart =
        new HookQueue(
            new Webhook("door", URI.create("http://h/"), Optional.empty(), Set.of("camera")),
            receiver,
            queue,
            3,
            clock);
    afterRestart.offer(new MessageId(8, 0), "camera", EVENT);

    assertThat(waiting()).hasSize(3);
  }

  @Test
  void dropsEventsWhenTheQueueIsFull() throws Exception {
    for (int i = 0; i < 10; i++) {
      queue.submit(new TaskRequest("snapshot", EVENT));
    }
    happens();

    assertThat(waiting()).isEmpty();
  }

  @Test
  void sendsNothingToAReceiverThatIsGone() {
    receiver.goes();
    happens();

    assertThat(waiting()).isEmpty();
  }

  @Test
  void throwsWhileTheQueueIsAway() {
    queue.close();

    assertThatExceptionOfType(QueueUnavailableException.class).isThrownBy(this::happens);
    assertThatExceptionOfType(QueueUnavailableException.class).isThrownBy(this::happens);
  }

  private void happen(int count) {
    for (int i = 0; i < count; i++) {
      happens();
    }
  }

  private void happens() {
    events++;
    door.offer(new MessageId(7, events), "camera", EVENT);
  }

  private List<Task> waiting() {
    return queue.list(
        new TaskFilter(
            Optional.of(TaskState.QUEUED), Optional.of("webhook-door"), Optional.empty(), 100));
  }
}
