package io.zoetrope.app.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.zoetrope.tasks.QueueOptions;
import io.zoetrope.tasks.QueueUnavailableException;
import io.zoetrope.tasks.Task;
import io.zoetrope.tasks.TaskFilter;
import io.zoetrope.tasks.TaskKind;
import io.zoetrope.tasks.TaskQueue;
import io.zoetrope.tasks.TaskRequest;
import io.zoetrope.tasks.TaskState;
import io.zoetrope.tasks.Worker;
import io.zoetrope.tasks.WorkerOptions;
import io.zoetrope.tasks.local.SqliteTaskQueue;
import io.zoetrope.tasks.topic.RingTopic;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

final class LazyQueueTest {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final TaskRequest SNAPSHOT =
      new TaskRequest("snapshot", JsonNodeFactory.instance.objectNode());

  private final RingTopic events = new RingTopic(10, InstantSource.system());
  private final List<TaskQueue> opened = new ArrayList<>();
  private final List<TaskQueue> started = new ArrayList<>();
  private boolean tasksLeft;
  private volatile boolean broken;
  private final LazyQueue queue = new LazyQueue(events, () -> tasksLeft, this::open);

  @AfterEach
  void close() {
    queue.close();
    events.close();
  }

  @Test
  void readingDoesNotOpenTheDatabase() throws InterruptedException {
    queue.start(started::add);
    assertThat(queue.list(TaskFilter.ALL)).isEmpty();
    assertThat(queue.find("x")).isEmpty();
    assertThat(queue.await("x", Duration.ofDays(1))).isEmpty();
    assertThat(queue.cancel("x")).isFalse();
    assertThat(queue.counts().values()).containsOnly(0L);
    assertThat(opened).isEmpty();
  }

  @Test
  void theFirstTaskOpensTheDatabaseOnceAndStartsWorkers() throws Exception {
    queue.start(started::add);
    Task task = queue.submit(SNAPSHOT);
    assertThat(queue.find(task.id())).isPresent();
    assertThat(opened).hasSize(1);
    assertThat(started).isEqualTo(opened);
  }

  @Test
  void tasksOfAnEarlierRunOpenTheDatabaseAtStart() {
    tasksLeft = true;
    queue.start(started::add);
    assertThat(started).hasSize(1);
  }

  @Test
  void aFailedOpeningIsRetriedByTheNextCall() throws Exception {
    broken = true;
    queue.start(started::add);
    assertThatExceptionOfType(QueueUnavailableException.class)
        .isThrownBy(() -> queue.submit(SNAPSHOT));
    broken = false;
    queue.submit(SNAPSHOT);
    assertThat(started).hasSize(1);
  }

  @Test
  void aFailedStartIsClosedAndRetriedByTheNextCall() throws Exception {
    queue.start(open -> {
      started.add(open);
      if (started.size() == 1) {
        throw new NoClassDefFoundError("org/example/Encoder");
      }
    });
    assertThatExceptionOfType(NoClassDefFoundError.class).isThrownBy(() -> queue.submit(SNAPSHOT));
    assertThatExceptionOfType(QueueUnavailableException.class)
        .as("the first is closed")
        .isThrownBy(() -> opened.getFirst().submit(SNAPSHOT));
    Task task = queue.submit(SNAPSHOT);
    assertThat(opened.getLast().find(task.id())).isPresent();
  }

  @Test
  void aWorkerMayStartBeforeTheDatabaseCanBeOpened() throws Exception {
    broken = true;
    queue.start(started::add);
    TaskKind kind = new TaskKind("snapshot", context -> context.task().payload(), SOON);
    try (Worker _ = Worker.start(queue, List.of(kind), new WorkerOptions("me", 1))) {
      broken = false;
      Task task = queue.submit(SNAPSHOT);
      assertThat(queue.await(task.id(), SOON))
          .hasValueSatisfying(done -> assertThat(done.state()).isEqualTo(TaskState.DONE));
    }
  }

  @Test
  void aClosedQueueIsNotReopened() {
    queue.close();
    assertThatExceptionOfType(QueueUnavailableException.class)
        .isThrownBy(() -> queue.submit(SNAPSHOT))
        .withMessage("The server is stopping.");
    assertThat(opened).isEmpty();
  }

  private TaskQueue open() {
    if (broken) {
      throw new QueueUnavailableException("It is broken.", new IllegalStateException());
    }
    TaskQueue queue =
        SqliteTaskQueue.inMemory(QueueOptions.STANDARD, events, InstantSource.system());
    opened.add(queue);
    return queue;
  }
}
