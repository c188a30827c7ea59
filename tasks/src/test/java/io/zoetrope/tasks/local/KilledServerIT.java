package io.zoetrope.tasks.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.tasks.QueueOptions;
import io.zoetrope.tasks.Task;
import io.zoetrope.tasks.TaskFilter;
import io.zoetrope.tasks.TaskState;
import io.zoetrope.tasks.topic.RingTopic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server with its queue and worker is killed with -9 again and again, at any moment: no task is
 * lost, each has one result. {@code -Dzoetrope.tasks=10000} does it at full size.
 */
class KilledServerIT {
  private static final Logger LOG = LoggerFactory.getLogger(KilledServerIT.class);
  private static final int TASKS = Integer.getInteger("zoetrope.tasks", 400);
  private static final int KILLS = Math.max(3, TASKS / 1000);

  @TempDir Path folder;

  @Test
  void noTaskIsLostWhenTheServerIsKilledAndEachHasOneResult() throws Exception {
    Process server = start();
    for (int killed = 1; killed <= KILLS; killed++) {
      int executed = killed * TASKS / (KILLS + 1);
      await()
          .atMost(Duration.ofMinutes(2))
          .pollInterval(Duration.ofMillis(5))
          .until(() -> executions().size() >= executed);
      assertThat(server.isAlive()).as("what it said: %s", said()).isTrue();
      server.destroyForcibly().waitFor();
      server = start();
    }
    assertThat(server.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(server.exitValue()).as("what it said: %s", said()).isZero();

    Map<Long, Integer> results = results();
    assertThat(results).hasSize(TASKS);
    for (long number = 0; number < TASKS; number++) {
      assertThat(results).containsEntry(number * number, 1);
    }
    List<String> executions = executions();
    assertThat(executions.stream().distinct()).hasSize(TASKS);
    LOG.warn(
        "{} tasks, server killed {} times: {} results, {} executions, {} of them duplicates",
        TASKS,
        KILLS,
        results.size(),
        executions.size(),
        executions.size() - TASKS);
  }

  /** How often each result is there. */
  private Map<Long, Integer> results() {
    Map<Long, Integer> results = new HashMap<>();
    Clock clock = Clock.systemUTC();
    try (SqliteTaskQueue queue =
        SqliteTaskQueue.open(
            folder.resolve("tasks.db"), QueueOptions.STANDARD, new RingTopic(1, clock), clock)) {
      assertThat(queue.counts()).containsEntry(TaskState.DONE, (long) TASKS);
      Optional<String> after = Optional.empty();
      List<Task> page;
      do {
        page = queue.list(new TaskFilter(Optional.empty(), Optional.empty(), after, 1000));
        for (Task task : page) {
          results.merge(task.result().orElseThrow().get("square").asLong(), 1, Integer::sum);
          after = Optional.of(task.id());
        }
      } while (!page.isEmpty());
    }
    return results;
  }

  private List<String> executions() throws IOException {
    Path file = folder.resolve("executions");
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  private Process start() throws IOException {
    ProcessBuilder.Redirect log = ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile());
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            KilledServer.class.getName(),
            folder.toString(),
            Integer.toString(TASKS))
        .redirectErrorStream(true)
        .redirectOutput(log)
        .start();
  }

  private String said() throws IOException {
    return Files.readString(folder.resolve("log"));
  }
}
