package io.zoetrope.benchmarks;

import io.zoetrope.benchmarks.report.Report;
import io.zoetrope.benchmarks.rows.RowTables;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** {@code ./bench rows}. */
final class RowsCommand implements Command {
  @Override
  public String name() {
    return "rows";
  }

  @Override
  public String summary() {
    return "a table of millions of rows from a database, beside Flask's generators and bare SQLite";
  }

  @Override
  public String options() {
    return RowsOptions.HELP;
  }

  @Override
  public Report run(List<String> words, Path root, PrintStream progress)
      throws IOException, UsageException {
    Instant at = Instant.now();
    RowsOptions options = RowsOptions.of(words, root);
    Workbench bench = new Workbench(options.settings(), root, progress);
    RowResults results = new RowsBench(options, bench, root).run();
    List<String> remarks = new ArrayList<>(bench.remarks());
    remarks.addAll(results.remarks());
    return new Report(
        "Rows",
        at,
        setting(options, bench),
        remarks,
        List.of(
            RowTables.full(results.full()),
            RowTables.slow(results.slow()),
            RowTables.leaving(results.leaving())),
        results.targets(),
        results.outcomes(),
        results.valid());
  }

  private static String setting(RowsOptions options, Workbench bench) {
    return "%,d events in a file of SQLite, %,d of them for Flask; the cheapest of %d rounds; %s"
        .formatted(
            options.rows(),
            options.rivalRows(),
            options.rounds(),
            bench.cores().pinned() ? "server on one core, reader on another" : "cores shared");
  }
}
