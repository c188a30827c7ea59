package io.zoetrope.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.benchmarks.load.Delays;
import io.zoetrope.benchmarks.tasks.Rate;
import io.zoetrope.benchmarks.tasks.TaskRounds;
import io.zoetrope.benchmarks.tasks.TaskRow;
import java.util.List;
import org.junit.jupiter.api.Test;

class TasksCommandTest {
  private static final List<TaskRow> ROWS =
      List.of(
          row(TaskRounds.FLOOR, 1, 6000, 0.3),
          row(TaskRounds.ON_REDIS, 1, 3000, 0.4),
          row(TaskRounds.PEER, 1, 1000, 1.6),
          row(TaskRounds.FLOOR, 8, 9000, 0.3),
          row(TaskRounds.ON_REDIS, 8, 9000, 0.6));

  @Test
  void eachQueueIsARowOfMedians() {
    assertThat(TasksCommand.table(ROWS).text())
        .containsPattern("zoetrope on Redis +1 +2990/3000/3010 +53 +106 +0.40/0.80/2.4\n");
  }

  @Test
  void zoetropeOnRedisIsComparedWithTheSameNumberOfWorkers() {
    assertThat(TaskTargets.of(ROWS))
        .extracting(target -> target.what() + " " + target.measured() + " " + target.met())
        .containsExactly(
            "with 1 worker: time of a task, x floor 2.00 false",
            "with 1 worker: submit to start p50, x floor 1.33 true",
            "with 1 worker: tasks/s, x peer 3.00 true",
            "with 1 worker: submit to start p50, x peer 0.25 true",
            "with 8 workers: time of a task, x floor 1.00 true",
            "with 8 workers: submit to start p50, x floor 2.00 false");
  }

  private static TaskRow row(String system, int workers, double rate, double millis) {
    return new TaskRow(
        system,
        workers,
        List.of(rate(rate + 10), rate(rate), rate(rate - 10)),
        List.of(delays(millis + 0.2), delays(millis), delays(millis - 0.1)));
  }

  private static Rate rate(double tasksPerSecond) {
    return new Rate(tasksPerSecond, 160_000 / tasksPerSecond, 320_000 / tasksPerSecond);
  }

  private static Delays delays(double millis) {
    return new Delays(600, millis, 2 * millis, 4 * millis);
  }
}
