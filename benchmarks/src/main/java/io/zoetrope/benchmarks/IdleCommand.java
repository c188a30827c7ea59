package io.zoetrope.benchmarks;

import io.zoetrope.benchmarks.report.Cells;
import io.zoetrope.benchmarks.report.Report;
import io.zoetrope.benchmarks.report.Table;
import io.zoetrope.benchmarks.report.Target;
import io.zoetrope.benchmarks.server.DemoMemory;
import io.zoetrope.benchmarks.server.Quiet;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@code ./bench idle}. */
final class IdleCommand implements Command {
  private static final double CORE_PERCENT = 0.5;
  private static final double DEMO_MEGABYTES = 80;

  @Override
  public String name() {
    return "idle";
  }

  @Override
  public String summary() {
    return "what a server takes that nobody watches, before and after somebody did";
  }

  @Override
  public String options() {
    return """
      --seconds N            how long to measure, each time (30)
      --warm-up N            seconds before that (5)
      --zoetrope PATH        the command that starts the server (./zoetrope)
    """;
  }

  @Override
  public Report run(List<String> words, Path root, PrintStream progress)
      throws IOException, UsageException {
    Instant at = Instant.now();
    Arguments in = new Arguments(words, Set.of("--seconds", "--warm-up", "--zoetrope"), Set.of());
    Settings settings = Settings.of(in, root, 30).onAnyCore();
    Workbench bench = new Workbench(settings, root, progress);
    Idle.Result seen = new Idle(settings, bench).run();
    List<Quiet> rows = seen.rows();
    return new Report(
        "Idle",
        at,
        "the demo camera alone; then two cameras, a slideshow and a clip read by FFmpeg; "
            + bench.setting(),
        bench.remarks(),
        List.of(memory(seen.demo()), table(rows)),
        targets(seen.demo(), rows),
        List.of(seen),
        true);
  }

  static Table table(List<Quiet> rows) {
    Table table =
        new Table(
            "when",
            "s",
            "% of a core",
            "RSS MB (growth)",
            "threads",
            "capture threads",
            "child processes",
            "pictures shown",
            "cameras");
    for (Quiet row : rows) {
      table.row(
          List.of(
              row.when(),
              Cells.number(row.use().seconds(), "%.0f"),
              Cells.number(row.corePercent(), "%.2f"),
              Cells.memory(row.use()),
              "" + row.use().threads(),
              "" + row.captureThreads(),
              "" + row.childProcesses(),
              "" + row.pictures(),
              String.join(", ", row.states())));
    }
    return table;
  }

  static Table memory(DemoMemory demo) {
    Table table = new Table("demo camera, nobody has asked", "RSS MB", "of files MB", "private MB");
    table.row(
        List.of(
            demo.seconds() + " s after its start",
            megabytes(demo.resident()),
            megabytes(demo.files()),
            megabytes(demo.resident() - demo.files())));
    return table;
  }

  private static String megabytes(long bytes) {
    return Cells.number(bytes / 1e6, "%.1f");
  }

  static List<Target> targets(DemoMemory demo, List<Quiet> rows) {
    List<Target> targets = new ArrayList<>();
    targets.add(
        Target.atMost(
            "demo camera, %d s after its start: RSS MB".formatted(demo.seconds()),
            DEMO_MEGABYTES,
            demo.resident() / 1e6,
            "%.1f"));
    for (Quiet row : rows) {
      if (!row.when().equals(Idle.WATCHED)) {
        String when = row.when() + ": ";
        targets.add(Target.atMost(when + "% of a core", CORE_PERCENT, row.corePercent(), "%.2f"));
        targets.add(
            Target.atMost(
                when + "capture threads and child processes",
                0,
                (double) (row.captureThreads() + row.childProcesses()),
                "%.0f"));
        targets.add(Target.atMost(when + "pictures shown", 0, (double) row.pictures(), "%.0f"));
      }
    }
    return targets;
  }
}
