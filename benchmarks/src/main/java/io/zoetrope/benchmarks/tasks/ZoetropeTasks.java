package io.zoetrope.benchmarks.tasks;

import io.zoetrope.tasks.QueueFullException;
import io.zoetrope.tasks.QueueOptions;
import io.zoetrope.tasks.TaskKind;
import io.zoetrope.tasks.TaskQueue;
import io.zoetrope.tasks.TaskRequest;
import io.zoetrope.tasks.TaskState;
import io.zoetrope.tasks.Worker;
import io.zoetrope.tasks.WorkerOptions;
import io.zoetrope.tasks.local.SqliteTaskQueue;
import io.zoetrope.tasks.redis.RedisConnections;
import io.zoetrope.tasks.redis.RedisStreamTopic;
import io.zoetrope.tasks.redis.RedisTaskQueue;
import io.zoetrope.tasks.topic.RetainedTopic;
import io.zoetrope.tasks.topic.RingTopic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/** A queue of this project with a worker of so many slots, closed with all that it stands on. */
final class ZoetropeTasks implements TaskSystem {
  static final String ON_REDIS = "zoetrope on Redis";
  static final String IN_A_FILE = "zoetrope in this process";

  private static final QueueOptions OPTIONS = QueueOptions.STANDARD.withCapacity(1_000_000);
  private static final String KIND = "snapshot";

  private final TaskQueue queue;
  private final Worker worker;
  private final Runnable whatItStandsOn;

  private ZoetropeTasks(
      TaskQueue queue, int workers, IntConsumer started, Runnable whatItStandsOn) {
    this.queue = queue;
    this.whatItStandsOn = whatItStandsOn;
    TaskKind kind =
        new TaskKind(
            KIND,
            context -> {
              started.accept(context.task().payload().path("number").asInt());
              return Payloads.result("door");
            },
            Duration.ofMinutes(1));
    this.worker = Worker.start(queue, List.of(kind), new WorkerOptions("bench", workers));
  }

  static TaskSystem.Kind onRedis(String uri) {
    return kind(
        ON_REDIS,
        (workers, started) -> {
          RedisConnections redis = new RedisConnections(uri);
          RedisStreamTopic events = new RedisStreamTopic(redis, RedisStreamTopic.EVENTS);
          TaskQueue queue = new RedisTaskQueue(redis, events, OPTIONS);
          return new ZoetropeTasks(
              queue,
              workers,
              started,
              () -> {
                events.close();
                redis.close();
              });
        });
  }

  /** In a file of a new folder in this one. */
  static TaskSystem.Kind inFile(Path target) {
    return kind(
        IN_A_FILE,
        (workers, started) -> {
          Path folder = Files.createTempDirectory(target, "tasks-");
          RetainedTopic events = new RingTopic(1000, InstantSource.system());
          TaskQueue queue =
              SqliteTaskQueue.open(
                  folder.resolve("tasks.db"), OPTIONS, events, InstantSource.system());
          return new ZoetropeTasks(
              queue,
              workers,
              started,
              () -> {
                events.close();
                delete(folder);
              });
        });
  }

  @Override
  public void submit(int number) throws IOException {
    try {
      queue.submit(new TaskRequest(KIND, Payloads.task(number)));
    } catch (QueueFullException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  @Override
  public long left() {
    Map<TaskState, Long> counts = queue.counts();
    return counts.getOrDefault(TaskState.QUEUED, 0L) + counts.getOrDefault(TaskState.RUNNING, 0L);
  }

  @Override
  public void close() {
    worker.close();
    queue.close();
    whatItStandsOn.run();
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.toList().reversed()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Opening {
    TaskSystem open(int workers, IntConsumer started) throws IOException;
  }

  private static TaskSystem.Kind kind(String name, Opening opening) {
    return new TaskSystem.Kind() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public TaskSystem open(int workers, IntConsumer started) throws IOException {
        return opening.open(workers, started);
      }
    };
  }
}
