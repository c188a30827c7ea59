package io.zoetrope.benchmarks;

import static java.util.Objects.requireNonNull;

import io.zoetrope.benchmarks.report.BenchReport;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.AnnotatedElement;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** One thing that {@code ./bench} can measure. */
abstract class BenchCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @ParentCommand @Nullable Bench bench;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "print this help")
  boolean help;

  /** Measures, in the calling thread. */
  abstract BenchReport measure() throws IOException, UsageException;

  @Override
  public final Integer call() throws IOException, UsageException {
    for (OptionSpec option : spec.options()) {
      Range range = ((AnnotatedElement) option.userObject()).getAnnotation(Range.class);
      if (range != null) {
        check(option, range);
      }
    }
    BenchReport report = measure();
    Path file = report.write(Workbench.results(root()), spec.name());
    PrintStream out = requireNonNull(bench).out;
    out.print(report.text());
    out.println("written to " + root().relativize(file) + " and .json");
    return report.valid() ? 0 : 1;
  }

  private static void check(OptionSpec option, Range range) throws UsageException {
    List<?> values =
        option.isMultiValue() ? option.getValue() : List.of(option.<Integer>getValue());
    for (Object value : values) {
      int number = (Integer) value;
      if (number < range.least() || number > range.most()) {
        throw new UsageException(
            "%s takes a whole number from %d to %d, not %d"
                .formatted(option.longestName(), range.least(), range.most(), number));
      }
    }
  }

  final Path root() {
    return requireNonNull(bench).root;
  }

  final PrintStream progress() {
    return requireNonNull(bench).err;
  }

  final Workbench workbench(LoadOptions options) {
    return new Workbench(options, root(), progress());
  }
}
