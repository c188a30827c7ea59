package io.zoetrope.benchmarks.inner;

import io.zoetrope.benchmarks.load.Spread;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Benchmarks of inner parts, each to be run in a JVM of its own. For one thread. */
public final class InnerParts {
  private static final String ALLOCATED = "gc.alloc.rate.norm";
  private static final String SUFFIX = "Benchmark";

  /** JMH's use of Unsafe and the lack of a log would be told of by each JVM. */
  private static final List<String> QUIET =
      List.of("--sun-misc-unsafe-memory-access=allow", "-Dslf4j.internal.verbosity=ERROR");

  private final SortedMap<String, Set<String>> methodsByClass;

  private InnerParts(SortedMap<String, Set<String>> methodsByClass) {
    this.methodsByClass = methodsByClass;
  }

  /** Those in whose names the pattern is found, and the floors beside them. */
  public static InnerParts called(Pattern pattern) {
    SortedMap<String, Set<String>> chosen = new TreeMap<>();
    List<BenchmarkListEntry> all = all();
    for (BenchmarkListEntry entry : all) {
      if (pattern.matcher(name(entry)).find()) {
        chosen.computeIfAbsent(entry.getUserClassQName(), _ -> new TreeSet<>()).add(method(entry));
      }
    }
    for (BenchmarkListEntry entry : all) {
      Set<String> methods = chosen.get(entry.getUserClassQName());
      if (methods != null && PartCost.isFloor(method(entry))) {
        methods.add(method(entry));
      }
    }
    return new InnerParts(chosen);
  }

  public boolean isEmpty() {
    return methodsByClass.isEmpty();
  }

  /** As {@code Publish.ready}. */
  List<String> names() {
    return methodsByClass.entrySet().stream()
        .flatMap(part -> part.getValue().stream().map(it -> simpleName(part.getKey()) + "." + it))
        .toList();
  }

  /**
   * Measures them.
   *
   * @param jvmOptions those of the server, whose parts these are
   */
  public List<PartCost> measure(Pace pace, List<String> jvmOptions, PrintStream progress)
      throws IOException {
    List<PartCost> costs = new ArrayList<>();
    for (var part : methodsByClass.entrySet()) {
      progress.println("measuring " + simpleName(part.getKey()));
      List<PartCost> measured = new ArrayList<>();
      for (RunResult result : run(options(part.getKey(), part.getValue(), pace, jvmOptions))) {
        measured.add(cost(part.getKey(), result));
      }
      measured.sort(
          Comparator.comparingInt((PartCost cost) -> cost.viewers() == null ? 0 : cost.viewers())
              .thenComparing(cost -> !cost.floor()));
      costs.addAll(PartCost.besideFloors(measured));
    }
    return costs;
  }

  private static List<BenchmarkListEntry> all() {
    var silent = OutputFormatFactory.createFormatInstance(System.err, VerboseMode.SILENT);
    return List.copyOf(BenchmarkList.defaultList().getAll(silent, List.of()));
  }

  private static Options options(
      String className, Set<String> methods, Pace pace, List<String> jvmOptions) {
    var options =
        new OptionsBuilder()
            .mode(Mode.AverageTime)
            .timeUnit(TimeUnit.NANOSECONDS)
            .addProfiler(GCProfiler.class)
            .jvmArgs(Stream.concat(QUIET.stream(), jvmOptions.stream()).toArray(String[]::new))
            .verbosity(VerboseMode.SILENT)
            .shouldFailOnError(true);
    for (String method : methods) {
      options.include("^" + Pattern.quote(className + "." + method) + "$");
    }
    return pace.applyTo(options).build();
  }

  private static Collection<RunResult> run(Options options) throws IOException {
    try {
      return new Runner(options).run();
    } catch (RunnerException e) {
      throw new IOException("JMH failed: " + e.getMessage(), e);
    }
  }

  private static PartCost cost(String className, RunResult result) {
    String viewers = result.getParams().getParam("viewers");
    return PartCost.of(
        simpleName(className),
        result.getPrimaryResult().getLabel(),
        viewers == null ? null : Integer.valueOf(viewers),
        nanos(result),
        allocated(result));
  }

  private static Spread nanos(RunResult result) {
    var statistics = result.getPrimaryResult().getStatistics();
    return new Spread(statistics.getMin(), statistics.getPercentile(50), statistics.getMax());
  }

  private static double allocated(RunResult result) {
    var allocated = result.getSecondaryResults().get(ALLOCATED);
    return allocated == null ? Double.NaN : allocated.getScore();
  }

  private static String name(BenchmarkListEntry entry) {
    return simpleName(entry.getUserClassQName()) + "." + method(entry);
  }

  private static String method(BenchmarkListEntry entry) {
    return entry.getUsername().substring(entry.getUserClassQName().length() + 1);
  }

  private static String simpleName(String className) {
    String simple = className.substring(className.lastIndexOf('.') + 1);
    return simple.endsWith(SUFFIX)
        ? simple.substring(0, simple.length() - SUFFIX.length())
        : simple;
  }
}
