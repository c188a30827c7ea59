package io.zoetrope.benchmarks;

import io.zoetrope.benchmarks.inner.InnerParts;
import io.zoetrope.benchmarks.inner.Pace;
import io.zoetrope.benchmarks.inner.PartCost;
import io.zoetrope.benchmarks.report.Report;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** {@code ./bench inner}. */
final class InnerCommand implements Command {
  private static final String LONG = "--long";

  @Override
  public String name() {
    return "inner";
  }

  @Override
  public String summary() {
    return "single parts of the server by themselves, beside the least that each can cost";
  }

  @Override
  public String options() {
    return """
      PATTERN                only the parts in whose names it is found (all)
      --long                 ten minutes instead of one, to see small changes
    """;
  }

  @Override
  public Report run(List<String> words, Path root, PrintStream progress)
      throws IOException, UsageException {
    Instant at = Instant.now();
    List<String> patterns = new ArrayList<>(words);
    Pace pace = patterns.removeIf(LONG::equals) ? Pace.LONG : Pace.SHORT;
    String pattern = pattern(patterns);
    InnerParts parts = InnerParts.called(compile(pattern));
    if (parts.isEmpty()) {
      throw new UsageException("no inner part has a benchmark called '" + pattern + "'");
    }
    List<String> jvmOptions = Files.readAllLines(root.resolve("bin").resolve("jvm.options"));
    List<PartCost> costs = parts.measure(pace, jvmOptions, progress);
    return new Report(
        "Inner parts",
        at,
        pace.setting() + "; " + String.join(" ", jvmOptions),
        List.of(),
        List.of(PartCost.table(costs)),
        List.of(),
        costs,
        true);
  }

  private static String pattern(List<String> words) throws UsageException {
    for (String word : words) {
      if (word.startsWith("--")) {
        throw new UsageException("unknown option " + word + "; ./bench COMMAND --help lists them");
      }
    }
    if (words.size() > 1) {
      throw new UsageException("inner takes one pattern, not " + words.size());
    }
    return words.isEmpty() ? "" : words.getFirst();
  }

  private static Pattern compile(String pattern) throws UsageException {
    try {
      return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
    } catch (PatternSyntaxException e) {
      throw new UsageException(
          "inner takes a pattern, not '" + pattern + "': " + e.getDescription());
    }
  }
}
