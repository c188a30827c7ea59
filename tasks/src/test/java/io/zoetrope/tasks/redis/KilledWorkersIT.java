package io.zoetrope.tasks.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.tasks.QueueOptions;
import io.zoetrope.tasks.QueueUnavailableException;
import io.zoetrope.tasks.Task;
import io.zoetrope.tasks.TaskFilter;
import io.zoetrope.tasks.TaskJson;
import io.zoetrope.tasks.TaskOptions;
import io.zoetrope.tasks.TaskRequest;
import io.zoetrope.tasks.TaskState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * No task is lost, stuck, or without its effect, and no effect happens twice: while one of three
 * workers is killed with -9 every few seconds, Redis is killed and started once, and freezes once.
 * With {@code -Dzoetrope.tasks=10000} that many tasks.
 */
@Tag("full")
class KilledWorkersIT {
  private static final int TASKS = Integer.getInteger("zoetrope.tasks", 300);
  private static final boolean LONG = TASKS > 1000;
  private static final Duration WORK = Duration.ofMillis(LONG ? 20 : 40);
  private static final int KILLS = LONG ? 25 : 6;
  private static final Duration BETWEEN_KILLS = Duration.ofMillis(LONG ? 3000 : 0);

  @TempDir Path folder;

  @Test
  void everyTaskIsDoneAndHasItsEffectOnce() throws Exception {
    RedisServer.warmUp(folder.resolve("warm"));
    long started = System.nanoTime();
    int kills = 0;
    ArrayDeque<WorkerProcess> workers = new ArrayDeque<>();
    try (RedisServer server = RedisServer.start(folder.resolve("redis"));
        RedisConnections redis = new RedisConnections(server.address());
        RedisStreamTopic events = new RedisStreamTopic(redis, RedisStreamTopic.EVENTS);
        RedisTaskQueue queue =
            new RedisTaskQueue(
                redis, events, QueueOptions.STANDARD.withLease(WorkerProcess.LEASE))) {
      for (int i = 0; i < 3; i++) {
        workers.add(worker(server));
      }
      CompletableFuture<Void> submitted = CompletableFuture.runAsync(() -> submit(queue));
      while (!allDone(kills, queue, started)) {
        workers.remove().close();
        kills++;
        workers.add(worker(server));
        if (kills == 2) {
          server.kill();
          server.restart();
        } else if (kills == 3) {
          server.freeze();
          await().pollDelay(WorkerProcess.LEASE).until(() -> true);
          server.thaw();
        }
      }
      submitted.get(1, TimeUnit.MINUTES);
      assertEverythingIsDone(redis, queue);
      long executions = Long.parseLong(redis.<String>call(commands -> commands.get("executions")));
      System.out.printf(
          "%d tasks: %d executions, so %d more than tasks; %d workers killed, Redis killed and"
              + " frozen once; %.1f s%n",
          TASKS, executions, executions - TASKS, kills, (System.nanoTime() - started) / 1e9);
    } finally {
      workers.forEach(WorkerProcess::close);
    }
  }

  private WorkerProcess worker(RedisServer server) {
    return WorkerProcess.start(server.address(), WORK, folder.resolve("worker.log"));
  }

  private static void submit(RedisTaskQueue queue) {
    TaskOptions often = TaskOptions.STANDARD.withAttempts(50);
    for (int n = 0; n < TASKS; n++) {
      TaskRequest request =
          new TaskRequest(
              WorkerProcess.KIND,
              TaskJson.parse("{\"n\":" + n + "}"),
              often.withIdempotencyKey("number " + n));
      boolean told = false;
      while (!told) {
        try {
          queue.submit(request, Duration.ofMinutes(1));
          told = true;
        } catch (QueueUnavailableException e) {
          // The key makes it safe to ask again.
        } catch (Exception e) {
          throw new AssertionError(e);
        }
      }
    }
  }

  private static void assertEverythingIsDone(RedisConnections redis, RedisTaskQueue queue) {
    assertThat(queue.counts())
        .containsEntry(TaskState.DONE, (long) TASKS)
        .containsEntry(TaskState.QUEUED, 0L)
        .containsEntry(TaskState.RUNNING, 0L)
        .containsEntry(TaskState.DEAD, 0L);
    Optional<String> after = Optional.empty();
    int seen = 0;
    List<Task> page;
    do {
      page = queue.list(new TaskFilter(Optional.empty(), Optional.empty(), after, 1000));
      for (Task task : page) {
        long n = task.payload().get("n").asLong();
        assertThat(task.result()).contains(TaskJson.parse("{\"square\":" + n * n + "}"));
        seen++;
      }
      after = page.isEmpty() ? Optional.empty() : Optional.of(page.getLast().id());
    } while (!page.isEmpty());
    assertThat(seen).isEqualTo(TASKS);
    assertThat(redis.<List<String>>call(commands -> commands.keys("effect:*"))).hasSize(TASKS);
    String stream = RedisTaskQueue.PREFIX + "queue:" + WorkerProcess.KIND + ":normal";
    assertThat(redis.<Long>call(commands -> commands.xlen(stream))).isZero();
  }

  private static long done(RedisTaskQueue queue) {
    return queue.counts().getOrDefault(TaskState.DONE, 0L);
  }

  /** Waits for the next kill: some tasks have been done since. Tells whether all are done. */
  private static boolean allDone(int kills, RedisTaskQueue queue, long started) {
    long part = Math.min(TASKS, (kills + 1L) * TASKS / KILLS);
    long earliest = started + (kills + 1) * BETWEEN_KILLS.toNanos();
    await()
        .atMost(Duration.ofMinutes(5))
        .pollInterval(Duration.ofMillis(50))
        .ignoreException(QueueUnavailableException.class)
        .until(() -> {
          long done = done(queue);
          return done == TASKS || (done >= part && System.nanoTime() - earliest > 0);
        });
    return done(queue) == TASKS;
  }
}
