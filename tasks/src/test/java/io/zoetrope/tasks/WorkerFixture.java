package io.zoetrope.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import tools.jackson.databind.JsonNode;

/** Queues and workers that are closed after each test, and the steps that tests take with them. */
abstract class WorkerFixture {
  static final Duration LONG = Duration.ofMinutes(2);
  static final JsonNode NOTHING = TaskJson.parse("{}");
  static final TaskOptions STANDARD = TaskOptions.STANDARD;

  private final List<AutoCloseable> opened = new ArrayList<>();

  /** A queue that has no task; the test closes it. */
  protected abstract TaskQueue newQueue(QueueOptions options) throws Exception;

  final TaskQueue queue(QueueOptions options) throws Exception {
    TaskQueue made = newQueue(options);
    opened.add(made);
    return made;
  }

  final TaskQueue queue() throws Exception {
    return queue(QueueOptions.STANDARD);
  }

  /** A worker with one slot, which does tasks of kind {@code a}. */
  final Worker worker(TaskQueue queue, TaskHandler handler) {
    return worker(queue, 1, kind("a", handler));
  }

  final Worker worker(TaskQueue queue, int slots, TaskKind... kinds) {
    Worker worker =
        Worker.start(queue, List.of(kinds), new WorkerOptions("w", slots, Duration.ofMillis(200)));
    opened.add(worker);
    return worker;
  }

  static TaskKind kind(String name, TaskHandler handler) {
    return kind(name, LONG, handler);
  }

  static TaskKind kind(String name, Duration timeout, TaskHandler handler) {
    return new TaskKind(name, handler, timeout, Duration.ofMillis(20), Duration.ofMillis(100));
  }

  static Task submit(TaskQueue queue, TaskOptions options) throws Exception {
    return queue.submit(new TaskRequest("a", NOTHING, options), LONG);
  }

  static Task ended(TaskQueue queue, Task task) throws InterruptedException {
    Task ended = queue.await(task.id(), LONG).orElseThrow();
    assertThat(ended.state().ended()).as("%s has ended", ended).isTrue();
    return ended;
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : opened.reversed()) {
      each.close();
    }
  }

  static JsonNode blockUntilInterrupted(CountDownLatch interrupted) throws InterruptedException {
    try {
      new CountDownLatch(1).await();
      return NOTHING;
    } catch (InterruptedException e) {
      interrupted.countDown();
      throw e;
    }
  }
}
