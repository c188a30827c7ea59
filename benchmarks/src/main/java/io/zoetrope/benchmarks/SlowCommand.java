package io.zoetrope.benchmarks;

import io.zoetrope.benchmarks.report.Report;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** {@code ./bench slow}. */
final class SlowCommand implements Command {
  @Override
  public String name() {
    return "slow";
  }

  @Override
  public String summary() {
    return "what viewers that stop, or read at half the rate, cost the others and the server";
  }

  @Override
  public String options() {
    return SlowOptions.HELP + Settings.HELP;
  }

  @Override
  public Report run(List<String> words, Path root, PrintStream progress)
      throws IOException, UsageException {
    Instant at = Instant.now();
    SlowOptions options = SlowOptions.parse(words, root);
    Workbench bench = new Workbench(options.settings(), root, progress);
    SlowRuns runs = new Slow(options, bench).run();
    return new Report(
        "Slow viewers",
        at,
        bench.setting(),
        bench.remarks(),
        SlowTables.of(runs),
        SlowTargets.of(runs, options),
        runs.rows(),
        runs.valid());
  }
}
