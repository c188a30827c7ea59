package io.zoetrope.benchmarks;

import io.zoetrope.benchmarks.load.Spread;
import io.zoetrope.benchmarks.report.BenchReport;
import io.zoetrope.benchmarks.report.BenchTable;
import io.zoetrope.benchmarks.report.Figures;
import io.zoetrope.benchmarks.server.Starts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./bench start}. */
@Command(
    name = "start",
    description =
        "from starting the server to its ready line and to the first picture, compared with a bare"
            + " JVM")
final class StartCommand extends BenchCommand {
  @Range(least = 1, most = 1000)
  @Option(names = "--runs", description = "how often (${DEFAULT-VALUE})")
  int runs = 5;

  @Option(
      names = "--zoetrope",
      paramLabel = "PATH",
      description = "the command that starts the server (./zoetrope)")
  @Nullable Path zoetrope;

  /** How long one of the things took, each time. */
  record Row(String what, List<Double> millis) {
    private Spread spread() {
      return Spread.of(millis.stream().mapToDouble(Double::doubleValue).toArray());
    }
  }

  @Override
  BenchReport measure() throws IOException, UsageException {
    LoadOptions options = LoadOptions.onAnyCore(10, 5, zoetrope);
    Workbench bench = workbench(options);
    Starts starts = new Starts(bench.zoetrope(), options.fps);
    bench.tell("a first start, not counted: it builds what is missing");
    var _ = starts.zoetrope();
    List<Double> bare = new ArrayList<>();
    List<Starts.Times> times = new ArrayList<>();
    for (int run = 1; run <= runs; run++) {
      bench.tell("start %d of %d".formatted(run, runs));
      bare.add(starts.bareJvm());
      times.add(starts.zoetrope());
    }
    List<Row> rows =
        List.of(
            new Row("line of a bare JVM", bare),
            new Row("zoetrope's ready line", times.stream().map(Starts.Times::ready).toList()),
            new Row(
                "zoetrope's first frame, whole",
                times.stream().map(Starts.Times::firstFrame).toList()));
    return bench.report(
        "Start",
        runs + " starts of each in turn, by processes on any core, files in the system's cache",
        List.of(table(rows)),
        List.of(),
        rows,
        true);
  }

  static BenchTable<Row> table(List<Row> rows) {
    double floor = rows.getFirst().spread().median();
    return new BenchTable<>(rows)
        .column("from start to", Row::what)
        .column("runs", row -> row.millis.size())
        .column("ms min/med/max", row -> Figures.spread(row.spread(), "%.0f"))
        .column("x bare JVM", row -> Figures.number(row.spread().median() / floor, "%.1f"));
  }
}
