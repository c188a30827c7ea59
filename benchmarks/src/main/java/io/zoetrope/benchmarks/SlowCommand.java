package io.zoetrope.benchmarks;

import io.zoetrope.benchmarks.load.Crowd;
import io.zoetrope.benchmarks.load.Delays;
import io.zoetrope.benchmarks.load.LoadReport;
import io.zoetrope.benchmarks.load.WindowListener;
import io.zoetrope.benchmarks.report.BenchReport;
import io.zoetrope.benchmarks.report.BenchTable;
import io.zoetrope.benchmarks.report.Figures;
import io.zoetrope.benchmarks.report.ServerRun;
import io.zoetrope.benchmarks.server.QueueWatch;
import io.zoetrope.benchmarks.server.QueueWatch.Queues;
import io.zoetrope.benchmarks.server.RunningServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code ./bench slow}. All runs are of one server, one after the other, so that each finds it as
 * warm as the others did.
 */
@Command(
    name = "slow",
    description =
        "what viewers that stop, or read at half the rate, cost the others and the server")
final class SlowCommand extends BenchCommand {
  @Range(least = 2, most = 20_000)
  @Option(names = "--viewers", description = "how many, including the slow ones (${DEFAULT-VALUE})")
  int viewers = 200;

  @Range(least = -1, most = 20_000)
  @Option(
      names = "--stalled",
      description = "viewers that stop reading when measuring starts (one in ten)")
  int stalled = -1;

  @Range(least = 1, most = 3600)
  @Option(names = "--stall-seconds", description = "and for how long (${DEFAULT-VALUE})")
  int stallSeconds = 60;

  @Range(least = -1, most = 20_000)
  @Option(
      names = "--half-rate",
      description = "viewers that read at half the needed rate (one in ten)")
  int halfRate = -1;

  @Mixin LoadOptions load = new LoadOptions(10, 5);

  /**
   * The runs of one server, in their order. The others are compared with the first two: as many
   * viewers that all read, and only those who read in each of the others.
   */
  record Runs(
      ServerRun all,
      ServerRun alone,
      @Nullable ServerRun stalled,
      @Nullable Queues queues,
      @Nullable ServerRun halfRate) {

    List<ServerRun> present() {
      return Stream.of(all, alone, stalled, halfRate).filter(Objects::nonNull).toList();
    }

    LoadReport.@Nullable Stalled stalledOnes() {
      LoadReport load = stalled == null ? null : stalled.load();
      return load == null ? null : load.stalled();
    }

    LoadReport.@Nullable HalfRate slowOnes() {
      LoadReport load = halfRate == null ? null : halfRate.load();
      return load == null ? null : load.halfRate();
    }

    /**
     * The most bytes that waited for one stalled viewer at the server, in its process and in its
     * kernel: what was old, less what had already reached the viewer's side.
     */
    @Nullable Double mostAtServer() {
      LoadReport.Stalled ones = stalledOnes();
      return ones == null || queues == null ? null : ones.oldBytes().max() - queues.unread().min();
    }

    @Nullable Double usuallyAtServer() {
      LoadReport.Stalled ones = stalledOnes();
      return ones == null || queues == null
          ? null
          : ones.oldBytes().median() - queues.unread().median();
    }
  }

  @Override
  BenchReport measure() throws IOException, UsageException {
    int oneInTen = Math.max(1, viewers / 10);
    stalled = stalled < 0 ? oneInTen : stalled;
    halfRate = halfRate < 0 ? oneInTen : halfRate;
    int slow = Math.max(stalled, halfRate);
    if (slow >= viewers) {
      throw new UsageException(
          "of %d viewers, %d cannot be slow: at least one must read at full rate"
              .formatted(viewers, slow));
    }
    if (slow == 0) {
      throw new UsageException("nobody is slow: --stalled and --half-rate cannot both be 0");
    }
    Workbench bench = workbench(load);
    Runs runs = runs(bench, viewers - slow);
    List<Object> outcomes = new ArrayList<>(runs.present());
    if (runs.queues() != null) {
      outcomes.add(Map.of("queues", runs.queues()));
    }
    return bench.report(
        "Slow viewers",
        bench.setting(),
        tables(runs),
        SlowTargets.of(runs, load),
        outcomes,
        runs.present().stream().allMatch(ServerRun::valid));
  }

  private Runs runs(Workbench bench, int othersCount) throws IOException, UsageException {
    Crowd all = Crowd.of(viewers);
    try (RunningServer server = bench.startZoetrope(bench.zoetrope())) {
      var _ = run(bench, server, "not counted, to warm the server", all);
      // A server's memory grows in its first minute, whoever watches.
      Crowd asLong = stalled == 0 ? all : all.stalling(0, stallSeconds);
      ServerRun reference = run(bench, server, "all read", asLong);
      ServerRun alone = run(bench, server, "the others alone", Crowd.of(othersCount));
      QueueWatch watch = new QueueWatch(server.stream().getPort());
      ServerRun stalling =
          stalled == 0
              ? null
              : run(bench, server, stalled + " stall", all.stalling(stalled, stallSeconds), watch);
      ServerRun half =
          halfRate == 0
              ? null
              : run(bench, server, halfRate + " at half rate", all.atHalfRate(halfRate));
      return new Runs(reference, alone, stalling, watch.queues().orElse(null), half);
    }
  }

  private static ServerRun run(
      Workbench bench,
      RunningServer server,
      String name,
      Crowd crowd,
      WindowListener... listeners) {
    try {
      return bench.measureOn(server, List.of(server.stream()), name, crowd, List.of(listeners));
    } catch (IOException e) {
      return ServerRun.failed(name, crowd.viewers(), String.valueOf(e.getMessage()));
    }
  }

  static List<BenchTable<?>> tables(Runs runs) {
    return List.of(others(runs), stalled(runs), halfRate(runs));
  }

  private static BenchTable<ServerRun> others(Runs runs) {
    return new BenchTable<>(runs.present())
        .column("the others, when", ServerRun::server)
        .column("viewers", ServerRun::viewers)
        .column("frames/s min/med/max", ServerRun::rates)
        .column("delay ms p50/p99/max", ServerRun::delays)
        .column("p50, p99 x all read", run -> times(run, runs.all()))
        .column("p50, p99 x alone", run -> times(run, runs.alone()))
        .column("skipped", run -> run.ofLoad(it -> it.skipped()))
        .column("server core %", ServerRun::corePercent)
        .column("server RSS MB (growth)", ServerRun::memory)
        .column("load %", ServerRun::loadPercent)
        .column("note", ServerRun::note);
  }

  private static String times(ServerRun run, ServerRun reference) {
    return Figures.number(times(run, reference, Delays::p50), "%.2f")
        + ", "
        + Figures.number(times(run, reference, Delays::p99), "%.2f");
  }

  /** How many times the delay of {@code reference} a run has; missing if either failed. */
  static @Nullable Double times(
      ServerRun run, ServerRun reference, ToDoubleFunction<Delays> percentile) {
    LoadReport load = run.load();
    LoadReport other = reference.load();
    if (load == null || other == null || percentile.applyAsDouble(other.delayMillis()) == 0) {
      return null;
    }
    return percentile.applyAsDouble(load.delayMillis())
        / percentile.applyAsDouble(other.delayMillis());
  }

  private static BenchTable<LoadReport.Stalled> stalled(Runs runs) {
    Queues queues = runs.queues();
    return new BenchTable<>(listOf(runs.stalledOnes()))
        .column("stalled viewers", it -> it.viewers())
        .column("for s", it -> Figures.number(it.seconds(), "%.0f"))
        .column("fresh again", it -> it.freshAgain())
        .column("old bytes med/max", it -> Figures.upper(it.oldBytes(), "%.0f"))
        .column(
            "unread at viewer med/max",
            _ -> queues == null ? "-" : Figures.upper(queues.unread(), "%.0f"))
        .column(
            "queued at server med/max",
            _ -> queues == null ? "-" : Figures.upper(queues.queued(), "%.0f"))
        .column(
            "at server, including its process, med/most",
            _ ->
                Figures.number(runs.usuallyAtServer(), "%.0f")
                    + Figures.number(runs.mostAtServer(), "/%.0f"))
        .column("stale frames med/max", it -> Figures.upper(it.staleFrames(), "%.0f"))
        .column("next frame's age ms med/max", it -> Figures.upper(it.nextAgeMillis(), "%.1f"))
        .column("fresh after ms med/max", it -> Figures.upper(it.freshAfterMillis(), "%.1f"));
  }

  private static BenchTable<LoadReport.HalfRate> halfRate(Runs runs) {
    return new BenchTable<>(listOf(runs.slowOnes()))
        .column("half-rate viewers", it -> it.viewers())
        .column("frames/s min/med/max", it -> Figures.spread(it.framesPerSecond(), "%.1f"))
        .column("age at first byte ms p50/p99/max", it -> Figures.delays(it.startAgeMillis()))
        .column("age at last byte ms p50/p99/max", it -> Figures.delays(it.delayMillis()));
  }

  private static <T> List<T> listOf(@Nullable T one) {
    return one == null ? List.of() : List.of(one);
  }
}
