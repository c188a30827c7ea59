package io.zoetrope.benchmarks;

import io.zoetrope.benchmarks.inner.InnerParts;
import io.zoetrope.benchmarks.inner.PartCost;
import io.zoetrope.benchmarks.report.BenchReport;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./bench inner}. */
@Command(
    name = "inner",
    description =
        "single parts of the server by themselves, compared with the least that each can cost")
final class InnerCommand extends BenchCommand {
  @Parameters(
      arity = "0..1",
      paramLabel = "PATTERN",
      description = "only the parts in whose names it is found (all)")
  String pattern = "";

  @Option(names = "--long", description = "ten minutes instead of two, to see small changes")
  boolean longer;

  @Override
  BenchReport measure() throws IOException, UsageException {
    checkPattern();
    InnerParts parts = new InnerParts(pattern, longer);
    if (parts.isEmpty()) {
      throw new UsageException("no inner part has a benchmark called '" + pattern + "'");
    }
    List<String> jvmOptions = Files.readAllLines(root().resolve("bin").resolve("jvm.options"));
    Workbench bench = workbench(LoadOptions.onAnyCore(0, 0, null));
    bench.tell("measuring, each part in a JVM of its own");
    List<PartCost> costs = parts.measure(jvmOptions);
    return bench.report(
        "Inner parts",
        parts.setting() + "; " + String.join(" ", jvmOptions),
        List.of(PartCost.table(costs)),
        List.of(),
        costs,
        true);
  }

  private void checkPattern() throws UsageException {
    try {
      Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      throw new UsageException(
          "inner takes a pattern, not '" + pattern + "': " + e.getDescription());
    }
  }
}
