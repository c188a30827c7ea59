package io.zoetrope.benchmarks;

import io.zoetrope.benchmarks.report.Cells;
import io.zoetrope.benchmarks.report.Report;
import io.zoetrope.benchmarks.report.Table;
import io.zoetrope.benchmarks.server.Cores;
import io.zoetrope.benchmarks.tasks.RedisProcess;
import io.zoetrope.benchmarks.tasks.TaskRounds;
import io.zoetrope.benchmarks.tasks.TaskRow;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/** {@code ./bench tasks}. */
final class TasksCommand implements Command {
  private static final Logger LETTUCE = Logger.getLogger("io.lettuce");

  @Override
  public String name() {
    return "tasks";
  }

  @Override
  public String summary() {
    return "tasks per second and submit to start, beside a peer and the bare round trips";
  }

  @Override
  public String options() {
    return """
      --tasks N              how many are submitted as fast as can be (4000)
      --rate N               submissions a second when their delay is measured (200)
      --seconds N            how long these last (3)
      --rounds N             how often all are measured in turn (3)
      --workers N,N...       tasks at a time (1,8)
      --redis-server PATH    the program (redis-server)
      --unpinned             do not give Redis and the rest a core each
    """;
  }

  @Override
  public Report run(List<String> words, Path root, PrintStream progress)
      throws IOException, UsageException {
    Instant at = Instant.now();
    Arguments in =
        new Arguments(
            words,
            Set.of("--tasks", "--rate", "--seconds", "--rounds", "--workers", "--redis-server"),
            Set.of("--unpinned"));
    TaskRounds rounds =
        new TaskRounds(
            in.number("--tasks", 4000, 1, 1_000_000),
            in.number("--rate", 200, 1, 10_000),
            in.number("--seconds", 3, 1, 3600),
            in.number("--rounds", 3, 1, 100),
            in.numbers("--workers", "1,8", 1, 1000),
            progress::println);
    String redisServer = in.text("--redis-server", "redis-server");
    if (!RedisProcess.installed(redisServer)) {
      throw new UsageException(
          "there is no %s; on Debian: apt install redis-server".formatted(redisServer));
    }
    // It warns when a connection is closed twice.
    LETTUCE.setLevel(Level.SEVERE);
    Cores cores =
        in.has("--unpinned")
            ? Cores.unpinned("unpinned: Redis and the rest run on any core")
            : Cores.apart();
    List<TaskRow> rows;
    try (RedisProcess redis = RedisProcess.start(redisServer, Workbench.target(root), cores)) {
      rows = rounds.run(redis, Workbench.target(root));
    }
    return new Report(
        "Tasks",
        at,
        setting(rounds, cores),
        cores.note().isEmpty() ? List.of() : List.of(cores.note()),
        List.of(table(rows)),
        TaskTargets.of(rows),
        rows,
        true);
  }

  private static String setting(TaskRounds rounds, Cores cores) {
    return "%d tasks as fast as 4 threads submit, then %d a second for %d s; medians of %d rounds; %s"
        .formatted(
            rounds.tasks(),
            rounds.perSecond(),
            rounds.seconds(),
            rounds.rounds(),
            cores.pinned() ? "Redis on one core, the rest on another" : "cores shared");
  }

  static Table table(List<TaskRow> rows) {
    Table table =
        new Table(
            "queue",
            "workers",
            "tasks/s min/med/max",
            "CPU us a task: Redis",
            "clients",
            "submit to start ms p50/p99/max");
    for (TaskRow row : rows) {
      table.row(
          List.of(
              row.system(),
              "" + row.workers(),
              Cells.spread(row.tasksPerSecond(), "%.0f"),
              row.redisMicros() < 1 ? "-" : Cells.number(row.redisMicros(), "%.0f"),
              Cells.number(row.ownMicros(), "%.0f"),
              Cells.number(row.p50(), "%.2f")
                  + Cells.number(row.p99(), "/%.2f")
                  + Cells.number(row.max(), "/%.1f")));
    }
    return table;
  }
}
