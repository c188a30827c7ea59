package io.zoetrope.tasks.local;

import io.zoetrope.tasks.QueueOptions;
import io.zoetrope.tasks.TaskContext;
import io.zoetrope.tasks.TaskKind;
import io.zoetrope.tasks.TaskOptions;
import io.zoetrope.tasks.TaskRequest;
import io.zoetrope.tasks.TaskState;
import io.zoetrope.tasks.Worker;
import io.zoetrope.tasks.WorkerOptions;
import io.zoetrope.tasks.topic.RingTopic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A server that {@link KilledServerIT} kills: submits tasks with keys, all from the first each
 * time, does them, and ends when all are done. Each execution adds a line to a file.
 */
final class KilledServer {
  private KilledServer() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    int tasks = Integer.parseInt(arguments[1]);
    Clock clock = Clock.systemUTC();
    QueueOptions options = QueueOptions.STANDARD.withCapacity(100);
    TaskKind kind =
        new TaskKind(
            "number",
            context -> execute(folder.resolve("executions"), context),
            Duration.ofMinutes(1));
    try (SqliteTaskQueue queue =
            SqliteTaskQueue.open(
                folder.resolve("tasks.db"), options, new RingTopic(1000, clock), clock);
        Worker _ = Worker.start(queue, List.of(kind), new WorkerOptions("killed", 8))) {
      for (int i = 0; i < tasks; i++) {
        TaskOptions keyed = TaskOptions.STANDARD.withIdempotencyKey("task " + i).withAttempts(1000);
        JsonNode payload = JsonNodeFactory.instance.objectNode().put("number", i);
        queue.submit(new TaskRequest("number", payload, keyed), Duration.ofMinutes(1));
      }
      while (queue.counts().getOrDefault(TaskState.DONE, 0L) < tasks) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
    }
  }

  private static JsonNode execute(Path executions, TaskContext context)
      throws IOException, InterruptedException {
    int number = context.task().payload().get("number").asInt();
    // Long enough to be caught in the middle.
    TimeUnit.MILLISECONDS.sleep(5);
    Files.writeString(
        executions, number + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    return JsonNodeFactory.instance.objectNode().put("square", (long) number * number);
  }
}
