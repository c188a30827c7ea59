package io.zoetrope.tasks.redis;

import io.lettuce.core.SetArgs;
import io.zoetrope.tasks.QueueOptions;
import io.zoetrope.tasks.TaskContext;
import io.zoetrope.tasks.TaskJson;
import io.zoetrope.tasks.TaskKind;
import io.zoetrope.tasks.Worker;
import io.zoetrope.tasks.WorkerOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A worker in a process of its own, to be killed. Its work on task {@code n} counts up {@code
 * executions}, and sets {@code effect:n} unless that is set: the effect that must happen once.
 */
final class WorkerProcess implements AutoCloseable {
  static final String KIND = "count";
  static final Duration LEASE = Duration.ofSeconds(1);

  private final Process process;

  private WorkerProcess(Process process) {
    this.process = process;
  }

  static WorkerProcess start(String redis, Duration work, Path log) {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            WorkerProcess.class.getName(),
            redis,
            Long.toString(work.toMillis()));
    try {
      return new WorkerProcess(
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it with kill -9. */
  @Override
  public void close() {
    process.destroyForcibly();
  }

  public static void main(String[] args) throws Exception {
    long work = Long.parseLong(args[1]);
    try (RedisConnections redis = new RedisConnections(args[0]);
        RedisStreamTopic events = new RedisStreamTopic(redis, RedisStreamTopic.EVENTS);
        RedisTaskQueue queue =
            new RedisTaskQueue(redis, events, QueueOptions.STANDARD.withLease(LEASE))) {
      TaskKind kind =
          new TaskKind(
              KIND,
              context -> run(redis, context, work),
              Duration.ofSeconds(30),
              Duration.ofMillis(50),
              Duration.ofMillis(500));
      try (Worker worker =
          Worker.start(queue, List.of(kind), new WorkerOptions("w", 4, Duration.ZERO))) {
        // Until the one who started it is gone.
        while (System.in.read() >= 0 && worker.running() >= 0) {}
      }
    }
  }

  private static JsonNode run(RedisConnections redis, TaskContext context, long work)
      throws InterruptedException {
    int n = context.task().payload().get("n").asInt();
    redis.<Long>callOnce(commands -> commands.incr("executions"));
    Thread.sleep(work);
    redis.<String>call(
        commands -> commands.set("effect:" + n, context.task().id(), SetArgs.Builder.nx()));
    return TaskJson.parse("{\"square\":" + (long) n * n + "}");
  }
}
