package io.zoetrope.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a worker promises, on every kind of queue. */
public abstract class WorkerContract extends WorkerEndContract {
  @Test
  void theResultOfTheHandlerIsKept() throws Exception {
    TaskQueue queue = queue();
    worker(queue, context -> TaskJson.parse("{\"attempt\":" + context.task().attempt() + "}"));
    Task done = ended(queue, submit(queue, STANDARD));
    assertThat(done.state()).isEqualTo(TaskState.DONE);
    assertThat(done.result()).contains(TaskJson.parse("{\"attempt\":1}"));
  }

  @Test
  void aWorkerDoesAsManyTasksAtOnceAsItHasSlots() throws Exception {
    TaskQueue queue = queue();
    CountDownLatch three = new CountDownLatch(3);
    CountDownLatch go = new CountDownLatch(1);
    Worker worker =
        worker(
            queue,
            3,
            kind(
                "a",
                _ -> {
                  three.countDown();
                  go.await();
                  return NOTHING;
                }));
    List<Task> tasks = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      tasks.add(submit(queue, STANDARD));
    }
    assertThat(three.await(1, TimeUnit.MINUTES)).isTrue();
    assertThat(worker.running()).isEqualTo(3);
    assertThat(queue.counts()).containsEntry(TaskState.QUEUED, 2L);
    go.countDown();
    for (Task task : tasks) {
      assertThat(ended(queue, task).state()).isEqualTo(TaskState.DONE);
    }
  }

  @Test
  void aFailedTaskIsRetriedUntilItSucceeds() throws Exception {
    TaskQueue queue = queue();
    worker(
        queue,
        context -> {
          if (context.task().attempt() < 3) {
            throw new IOException("Away");
          }
          return NOTHING;
        });
    Task done = ended(queue, submit(queue, STANDARD));
    assertThat(done.state()).isEqualTo(TaskState.DONE);
    assertThat(done.attempt()).isEqualTo(3);
  }

  @Test
  void aTaskWhoseAttemptsAllFailIsDeadAndSaysWhy() throws Exception {
    TaskQueue queue = queue();
    worker(
        queue,
        _ -> {
          throw new IOException("The camera is away");
        });
    Task dead = ended(queue, submit(queue, STANDARD.withAttempts(2)));
    assertThat(dead.state()).isEqualTo(TaskState.DEAD);
    assertThat(dead.attempt()).isEqualTo(2);
    assertThat(dead.error()).contains("The camera is away");
  }

  @Test
  void aTaskThatCannotSucceedIsNotRetried() throws Exception {
    TaskQueue queue = queue();
    worker(
        queue,
        _ -> {
          throw new TaskFailedException("There is no such camera");
        });
    Task failed = ended(queue, submit(queue, STANDARD));
    assertThat(failed.state()).isEqualTo(TaskState.FAILED);
    assertThat(failed.attempt()).isEqualTo(1);
    assertThat(failed.error()).contains("There is no such camera");
  }

  @Test
  void anErrorOfTheHandlerDoesNotEndTheWorker() throws Exception {
    TaskQueue queue = queue();
    worker(
        queue,
        context -> {
          if (context.task().attempt() == 1) {
            throw new StackOverflowError();
          }
          return NOTHING;
        });
    assertThat(ended(queue, submit(queue, STANDARD)).state()).isEqualTo(TaskState.DONE);
  }

  @Test
  void anAttemptThatTakesTooLongIsInterruptedAndCounts() throws Exception {
    TaskQueue queue = queue();
    CountDownLatch interrupted = new CountDownLatch(1);
    worker(queue, 1, kind("a", Duration.ofMillis(50), _ -> blockUntilInterrupted(interrupted)));
    Task dead = ended(queue, submit(queue, STANDARD.withAttempts(1)));
    assertThat(dead.state()).isEqualTo(TaskState.DEAD);
    assertThat(dead.error())
        .contains("It took longer than the 50 ms that a task of kind a may take.");
    assertThat(interrupted.getCount()).isZero();
  }

  @Test
  void aHandlerThatIgnoresInterruptsKeepsItsSlotButNotItsTask() throws Exception {
    TaskQueue queue = queue();
    AtomicBoolean go = new AtomicBoolean();
    Worker worker =
        worker(
            queue,
            1,
            kind(
                "a",
                Duration.ofMillis(50),
                _ -> {
                  while (!go.get()) {
                    Thread.onSpinWait();
                  }
                  return NOTHING;
                }));
    try {
      Task first = submit(queue, STANDARD.withAttempts(1));
      assertThat(ended(queue, first).state()).isEqualTo(TaskState.DEAD);
      Task second = submit(queue, STANDARD);
      await().atMost(LONG).until(() -> worker.running() == 0);
      assertThat(queue.find(second.id()).orElseThrow().state()).isEqualTo(TaskState.QUEUED);
      go.set(true);
      assertThat(ended(queue, second).state()).isEqualTo(TaskState.DONE);
    } finally {
      go.set(true);
    }
  }

  @Test
  void aResultThatIsTooLargeFailsTheTaskAndSaysWhy() throws Exception {
    TaskQueue queue = queue();
    JsonNode large = TaskJson.parse('"' + "x".repeat(TaskJson.MOST_CHARACTERS) + '"');
    worker(queue, _ -> large);
    Task failed = ended(queue, submit(queue, STANDARD));
    assertThat(failed.state()).isEqualTo(TaskState.FAILED);
    assertThat(failed.error().orElseThrow()).contains("put large things into a file");
  }

  @Test
  void manyProducersAndWorkersDoEachTaskOnce() throws Exception {
    int producers = 4;
    int each = 250;
    TaskQueue queue = queue(QueueOptions.STANDARD.withCapacity(10));
    Map<String, AtomicInteger> done = new ConcurrentHashMap<>();
    TaskKind counting =
        kind(
            "a",
            context -> {
              done.computeIfAbsent(context.task().id(), _ -> new AtomicInteger()).incrementAndGet();
              return NOTHING;
            });
    worker(queue, 4, counting);
    worker(queue, 4, counting);
    Set<String> submitted = ConcurrentHashMap.newKeySet();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < producers; i++) {
      threads.add(Thread.ofVirtual().start(() -> submitMany(queue, each, submitted)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(submitted).hasSize(producers * each);
    await().until(() -> queue.counts().getOrDefault(TaskState.DONE, 0L) == (long) producers * each);
    assertThat(done.keySet()).isEqualTo(new HashSet<>(submitted));
    assertThat(done.values()).allMatch(times -> times.get() == 1);
  }

  private static void submitMany(TaskQueue queue, int count, Set<String> ids) {
    try {
      for (int i = 0; i < count; i++) {
        ids.add(submit(queue, STANDARD).id());
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
