package io.zoetrope.benchmarks.inner;

import io.zoetrope.benchmarks.load.Spread;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Benchmarks of inner parts, each to be run in a JVM of its own. For one thread.
 *
 * @param longer about ten minutes for all, enough to see a change by some percent, instead of one
 *     or two, enough to see one by a third
 */
public record InnerParts(String pattern, boolean longer) {
  private static final String ALLOCATED = "gc.alloc.rate.norm";
  private static final String SUFFIX = "Benchmark";

  /** So short that some rounds pass while nothing else runs on the machine. */
  private static final int ROUND_MILLIS = 50;

  private static final int WARM_UP_ROUNDS = 4;

  /** JMH's use of Unsafe and the lack of a log would make each JVM print a warning. */
  private static final List<String> QUIET =
      List.of("--sun-misc-unsafe-memory-access=allow", "-Dslf4j.internal.verbosity=ERROR");

  /** Whether there is no part in whose name the pattern is found. */
  public boolean isEmpty() {
    var silent = OutputFormatFactory.createFormatInstance(System.err, VerboseMode.SILENT);
    return BenchmarkList.defaultList().find(silent, List.of(included()), List.of()).isEmpty();
  }

  /**
   * Measures these parts and their floors.
   *
   * @param jvmOptions those of the server, whose parts these are
   */
  public List<PartCost> measure(List<String> jvmOptions) throws IOException {
    List<PartCost> costs = new ArrayList<>();
    try {
      for (RunResult result : new Runner(options(jvmOptions)).run()) {
        costs.add(cost(result));
      }
    } catch (RunnerException e) {
      throw new IOException("JMH failed: " + e.getMessage(), e);
    }
    costs.sort(
        Comparator.comparing(PartCost::part)
            .thenComparingInt(cost -> cost.viewers() == null ? 0 : cost.viewers())
            .thenComparing(cost -> !cost.floor()));
    return PartCost.comparedWithFloors(costs);
  }

  private String included() {
    return "(?i)\\.[^.]*(" + pattern + ")[^.]*" + SUFFIX + "\\.";
  }

  private Options options(List<String> jvmOptions) {
    return new OptionsBuilder()
        .include(included())
        .mode(Mode.AverageTime)
        .timeUnit(TimeUnit.NANOSECONDS)
        .addProfiler(GCProfiler.class)
        .jvmArgs(Stream.concat(QUIET.stream(), jvmOptions.stream()).toArray(String[]::new))
        .verbosity(VerboseMode.SILENT)
        .shouldFailOnError(true)
        .forks(jvms())
        .warmupIterations(WARM_UP_ROUNDS)
        .warmupTime(TimeValue.milliseconds(warmUpMillis() / WARM_UP_ROUNDS))
        .measurementIterations(rounds())
        .measurementTime(TimeValue.milliseconds(ROUND_MILLIS))
        .build();
  }

  private int jvms() {
    return longer ? 3 : 1;
  }

  private int warmUpMillis() {
    return longer ? 4000 : 1200;
  }

  private int rounds() {
    return longer ? 120 : 20;
  }

  public String setting() {
    return "%d rounds of %d ms after %d ms, in %d JVM%s"
        .formatted(rounds(), ROUND_MILLIS, warmUpMillis(), jvms(), jvms() == 1 ? "" : "s");
  }

  private static PartCost cost(RunResult result) {
    String viewers = result.getParams().getParam("viewers");
    var nanos = result.getPrimaryResult().getStatistics();
    var allocated = result.getSecondaryResults().get(ALLOCATED);
    String[] names = result.getParams().getBenchmark().split("\\.", -1);
    return PartCost.of(
        names[names.length - 2].replace(SUFFIX, ""),
        names[names.length - 1],
        viewers == null ? null : Integer.valueOf(viewers),
        new Spread(nanos.getMin(), nanos.getPercentile(50), nanos.getMax()),
        allocated == null ? Double.NaN : allocated.getScore());
  }
}
