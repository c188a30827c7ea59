package io.zoetrope.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import tools.jackson.databind.JsonNode;

/** Queues that are closed after each test, and the steps that tests take with them. */
abstract class TaskQueueFixture {
  static final Duration SHORT = Duration.ofMillis(300);

  /** Long enough for a few calls on a busy machine. */
  static final Duration LEASE = Duration.ofMillis(1500);

  protected static final Duration LONG = Duration.ofMinutes(2);
  static final JsonNode PAYLOAD = TaskJson.parse("{\"camera\":\"door\",\"seconds\":30}");

  private final List<TaskQueue> queues = new ArrayList<>();

  /** A queue that has no task; the test closes it. */
  protected abstract TaskQueue newQueue(QueueOptions options) throws Exception;

  final TaskQueue queue(QueueOptions options) throws Exception {
    TaskQueue made = newQueue(options);
    queues.add(made);
    return made;
  }

  final TaskQueue queue() throws Exception {
    return queue(QueueOptions.STANDARD);
  }

  @AfterEach
  void closeQueues() {
    queues.forEach(TaskQueue::close);
  }

  static TaskState state(TaskQueue queue, Task task) {
    return queue.find(task.id()).orElseThrow().state();
  }

  static TaskRequest request(String kind, TaskOptions options) {
    return new TaskRequest(kind, PAYLOAD, options);
  }

  static Lease take(TaskQueue queue, String kind) throws InterruptedException {
    List<Lease> taken = queue.leases().take(Set.of(kind), "w", 1, LONG);
    assertThat(taken).hasSize(1);
    return taken.getFirst();
  }

  static List<String> takenIds(TaskQueue queue, String... kinds) throws InterruptedException {
    return queue.leases().take(Set.of(kinds), "w", 9, LONG).stream()
        .map(lease -> lease.task().id())
        .toList();
  }

  /** Something that may throw anything. */
  interface Work<T> {
    T run() throws Exception;
  }

  static <T> CompletableFuture<T> inBackground(Work<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            result.complete(work.run());
          } catch (Throwable e) {
            result.completeExceptionally(e);
          }
        });
    return result;
  }
}
