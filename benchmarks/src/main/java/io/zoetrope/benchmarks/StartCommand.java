package io.zoetrope.benchmarks;

import io.zoetrope.benchmarks.load.Spread;
import io.zoetrope.benchmarks.report.Cells;
import io.zoetrope.benchmarks.report.Report;
import io.zoetrope.benchmarks.report.Table;
import io.zoetrope.benchmarks.server.Starts;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code ./bench start}. */
final class StartCommand implements Command {
  @Override
  public String name() {
    return "start";
  }

  @Override
  public String summary() {
    return "from starting the server to its ready line and to the first picture, beside a bare JVM";
  }

  @Override
  public String options() {
    return """
      --runs N               how often (5)
      --zoetrope PATH        the command that starts the server (./zoetrope)
    """;
  }

  @Override
  public Report run(List<String> words, Path root, PrintStream progress)
      throws IOException, UsageException {
    Instant at = Instant.now();
    Arguments in = new Arguments(words, Set.of("--runs", "--zoetrope"), Set.of());
    int runs = in.number("--runs", 5, 1, 1000);
    Settings settings = Settings.of(in, root).onAnyCore();
    Workbench bench = new Workbench(settings, root, progress);
    Starts starts = new Starts(bench.zoetrope(), settings.fps());
    bench.tell("a first start, not counted: it builds what is missing");
    var _ = starts.zoetrope();
    List<Double> bare = new ArrayList<>();
    List<Starts.Times> zoetrope = new ArrayList<>();
    for (int run = 1; run <= runs; run++) {
      bench.tell("start %d of %d".formatted(run, runs));
      bare.add(starts.bareJvm());
      zoetrope.add(starts.zoetrope());
    }
    return new Report(
        "Start",
        at,
        runs + " starts of each in turn, by processes on any core, files in the system's cache",
        List.of(),
        List.of(table(bare, zoetrope)),
        List.of(),
        List.of(figures(bare, zoetrope)),
        true);
  }

  static Table table(List<Double> bare, List<Starts.Times> zoetrope) {
    Table table = new Table("from start to", "runs", "ms min/med/max", "x bare JVM");
    double floor = Starts.spread(bare).median();
    List<Double> ready = zoetrope.stream().map(Starts.Times::ready).toList();
    List<Double> first = zoetrope.stream().map(Starts.Times::firstFrame).toList();
    table.row(row("line of a bare JVM", bare, floor));
    table.row(row("zoetrope's ready line", ready, floor));
    table.row(row("zoetrope's first frame, whole", first, floor));
    return table;
  }

  private static List<String> row(String what, List<Double> millis, double floor) {
    Spread spread = Starts.spread(millis);
    return List.of(
        what,
        "" + millis.size(),
        Cells.spread(spread, "%.0f"),
        Cells.number(spread.median() / floor, "%.1f"));
  }

  private static Map<String, Object> figures(List<Double> bare, List<Starts.Times> zoetrope) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("bareJvmMillis", bare);
    figures.put("zoetropeMillis", zoetrope);
    return figures;
  }
}
