package io.zoetrope.tasks.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.base.fixture.Thrown;
import io.zoetrope.tasks.Lease;
import io.zoetrope.tasks.QueueOptions;
import io.zoetrope.tasks.QueueUnavailableException;
import io.zoetrope.tasks.Task;
import io.zoetrope.tasks.TaskJson;
import io.zoetrope.tasks.TaskRequest;
import io.zoetrope.tasks.TaskState;
import io.zoetrope.tasks.topic.MessageId;
import io.zoetrope.tasks.topic.Overflow;
import io.zoetrope.tasks.topic.RetainedTopic;
import io.zoetrope.tasks.topic.RingTopic;
import io.zoetrope.tasks.topic.Subscriber;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What a program gives a queue: a topic for its events, and a clock. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class HostileTopicTest {
  private static final JsonNode NOTHING = TaskJson.parse("{}");
  private static final Duration LONG = Duration.ofMinutes(2);

  /** A topic of somebody else's. */
  private static final class OtherTopic implements RetainedTopic {
    private final RingTopic inner = new RingTopic(100, InstantSource.system());
    private final Consumer<JsonNode> publishing;

    OtherTopic(Consumer<JsonNode> publishing) {
      this.publishing = publishing;
    }

    @Override
    public void publish(JsonNode message) {
      publishing.accept(message);
      inner.publish(message);
    }

    @Override
    public Subscriber subscribe(int capacity, Overflow overflow) {
      return inner.subscribe(capacity, overflow);
    }

    @Override
    public Subscriber subscribeAfter(MessageId last, int capacity, Overflow overflow) {
      return inner.subscribeAfter(last, capacity, overflow);
    }

    @Override
    public MessageId newest() {
      return inner.newest();
    }

    @Override
    public void close() {
      inner.close();
    }
  }

  @ParameterizedTest
  @MethodSource("io.zoetrope.base.fixture.Thrown#all")
  void whatATopicThrowsCostsEventsOnly(Throwable thrown) throws Exception {
    try (SqliteTaskQueue queue =
        queue(
            new OtherTopic(_ -> {
              throw Thrown.sneaky(thrown);
            }))) {
      doesATask(queue);
      doesATask(queue);
    }
  }

  @Test
  void aTopicThatHangsHoldsUpNeitherTheQueueNorItsEnd() throws Exception {
    CountDownLatch released = new CountDownLatch(1);
    SqliteTaskQueue queue =
        queue(
            new OtherTopic(_ -> {
              while (released.getCount() > 0) {
                awaitIgnoringInterrupts(released);
              }
            }));
    doesATask(queue);
    doesATask(queue);
    queue.close(); // Returns although that goes on, or the test runs out of time.
    released.countDown();
  }

  @Test
  void aTopicMayUseTheQueueWhoseEventsItPublishes() throws Exception {
    AtomicReference<SqliteTaskQueue> itself = new AtomicReference<>();
    AtomicBoolean once = new AtomicBoolean();
    CountDownLatch submitted = new CountDownLatch(1);
    try (SqliteTaskQueue queue =
        queue(
            new OtherTopic(_ -> {
              if (once.compareAndSet(false, true)) {
                Task made = submit(itself.get());
                itself.get().cancel(made.id());
                submitted.countDown();
              }
            }))) {
      itself.set(queue);
      doesATask(queue);
      assertThat(submitted.await(1, TimeUnit.MINUTES)).isTrue();
    }
  }

  @Test
  void eventsComeInTheOrderOfChangesAndBeforeTheEndOfTheQueue() throws Exception {
    RingTopic topic = new RingTopic(1000, InstantSource.system());
    Subscriber subscriber = topic.subscribe(1000, Overflow.END);
    try (SqliteTaskQueue queue = queue(topic)) {
      for (int i = 0; i < 20; i++) {
        doesATask(queue);
      }
    }
    for (int i = 0; i < 20; i++) {
      for (String state : List.of("queued", "running", "done", "done")) {
        assertThat(subscriber.poll(Duration.ZERO).orElseThrow().json())
            .contains("\"state\":\"%s\"".formatted(state));
      }
    }
  }

  @Test
  void aClockThatFailsFailsTheCallsMeanwhileOnly() throws Exception {
    AtomicReference<@Nullable Error> failing = new AtomicReference<>();
    InstantSource clock =
        () -> {
          Error thrown = failing.get();
          if (thrown != null) {
            throw thrown;
          }
          return InstantSource.system().instant();
        };
    try (SqliteTaskQueue queue =
        SqliteTaskQueue.inMemory(
            QueueOptions.STANDARD, new RingTopic(100, InstantSource.system()), clock)) {
      doesATask(queue);
      failing.set(new NoClassDefFoundError("com/example/Clock"));
      assertThatThrownBy(queue::counts).isInstanceOf(QueueUnavailableException.class);
      failing.set(null);
      doesATask(queue);
    }
  }

  private static SqliteTaskQueue queue(RetainedTopic topic) {
    return SqliteTaskQueue.inMemory(QueueOptions.STANDARD, topic, InstantSource.system());
  }

  private static void doesATask(SqliteTaskQueue queue) throws Exception {
    Task task = submit(queue);
    Lease lease = queue.leases().take(Set.of("a"), "w", 1, LONG).getFirst();
    assertThat(lease.task().id()).isEqualTo(task.id());
    assertThat(queue.leases().done(lease, NOTHING)).isTrue();
    assertThat(queue.find(task.id()).orElseThrow().state()).isEqualTo(TaskState.DONE);
  }

  private static Task submit(SqliteTaskQueue queue) {
    try {
      return queue.submit(new TaskRequest("a", NOTHING));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static void awaitIgnoringInterrupts(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      // As foreign code may do.
    }
  }
}
