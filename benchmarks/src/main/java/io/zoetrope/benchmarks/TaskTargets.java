package io.zoetrope.benchmarks;

import io.zoetrope.benchmarks.report.Target;
import io.zoetrope.benchmarks.tasks.TaskRounds;
import io.zoetrope.benchmarks.tasks.TaskRow;
import java.util.ArrayList;
import java.util.List;

/** For any thread. How fast the queue on Redis is to be, beside the others of the same run. */
final class TaskTargets {
  private static final double MOST_TIMES_FLOOR = 1.5;

  private TaskTargets() {}

  static List<Target> of(List<TaskRow> rows) {
    List<Target> targets = new ArrayList<>();
    for (TaskRow own : rows) {
      for (TaskRow other : rows) {
        if (own.system().equals(TaskRounds.ON_REDIS) && other.workers() == own.workers()) {
          add(targets, own, other);
        }
      }
    }
    return targets;
  }

  private static void add(List<Target> targets, TaskRow own, TaskRow other) {
    String with = "with %d worker%s: ".formatted(own.workers(), own.workers() == 1 ? "" : "s");
    double times = own.tasksPerSecond().median() / other.tasksPerSecond().median();
    if (other.system().equals(TaskRounds.PEER)) {
      targets.add(Target.atLeast(with + "tasks/s, x peer", 1, times, "%.2f"));
      targets.add(
          Target.atMost(with + "submit to start p50, x peer", 1, own.p50() / other.p50(), "%.2f"));
    } else if (other.system().equals(TaskRounds.FLOOR)) {
      targets.add(
          Target.atMost(with + "time of a task, x floor", MOST_TIMES_FLOOR, 1 / times, "%.2f"));
      targets.add(
          Target.atMost(
              with + "submit to start p50, x floor",
              MOST_TIMES_FLOOR,
              own.p50() / other.p50(),
              "%.2f"));
    }
  }
}
