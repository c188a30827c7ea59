package io.zoetrope.benchmarks;

import io.zoetrope.benchmarks.load.Crowd;
import io.zoetrope.benchmarks.load.Delays;
import io.zoetrope.benchmarks.load.LoadReport;
import io.zoetrope.benchmarks.load.Spread;
import io.zoetrope.benchmarks.player.ClockCamera;
import io.zoetrope.benchmarks.player.PaintRun;
import io.zoetrope.benchmarks.player.PlayerDelay;
import io.zoetrope.benchmarks.report.BenchReport;
import io.zoetrope.benchmarks.report.BenchTable;
import io.zoetrope.benchmarks.report.Figures;
import io.zoetrope.benchmarks.report.ServerRun;
import io.zoetrope.benchmarks.report.Target;
import io.zoetrope.benchmarks.server.Cores;
import io.zoetrope.benchmarks.server.Floor;
import io.zoetrope.benchmarks.server.RunningServer;
import io.zoetrope.benchmarks.server.ZoetropeServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code ./bench delay}. A frame's way ends twice: with the first byte at the first viewer, until
 * when it was with the server alone, and with the last byte at each viewer.
 */
@Command(
    name = "delay",
    description = "how old pictures are when they arrive, compared with the floor of this machine")
final class DelayCommand extends BenchCommand {
  private static final int TARGET_VIEWERS = 200;
  private static final double MEDIAN_MILLIS = 3;
  private static final double P99_MILLIS = 10;
  private static final List<Integer> OTHERS = List.of(0, 50);

  @Range(least = 1, most = 20_000)
  @Option(
      names = "--viewers",
      split = ",",
      defaultValue = "1,50,200",
      description = "how many (${DEFAULT-VALUE})")
  List<Integer> viewers;

  @Range(least = 1, most = 20)
  @Option(
      names = "--rounds",
      description = "how often to measure each; the median counts (${DEFAULT-VALUE})")
  int rounds = 1;

  @Option(
      names = "--player",
      description = "until pictures are painted in Chromium, alone and with 50 others, instead")
  boolean player;

  @Mixin LoadOptions load = new LoadOptions(10, 5);

  /** A server, and the floor under as many viewers, if it has one. */
  record Row(ServerRun run, @Nullable ServerRun floor) {

    /** How much slower the server is than the floor. */
    String more() {
      LoadReport own = run.load();
      LoadReport least = floor == null ? null : floor.load();
      return own == null || least == null
          ? "-"
          : more(own, least, Delays::p50) + ", " + more(own, least, Delays::p99);
    }

    private static String more(LoadReport own, LoadReport least, ToDoubleFunction<Delays> figure) {
      double more =
          figure.applyAsDouble(own.delayMillis()) - figure.applyAsDouble(least.delayMillis());
      return Figures.number(more, "%+.1f");
    }
  }

  @Override
  BenchReport measure() throws IOException, UsageException {
    Workbench bench = workbench(load);
    if (player) {
      return measurePlayer(bench);
    }
    ZoetropeServer server = bench.zoetrope();
    Floor floor = bench.floor();
    List<Row> rows = new ArrayList<>();
    for (int count : viewers) {
      Crowd crowd = Crowd.of(count);
      for (int round = 1; round <= rounds; round++) {
        ServerRun least = null;
        if (floor != null) {
          least = bench.measure("floor send", crowd, () -> bench.start(floor, Floor.Form.SEND));
          rows.add(new Row(least, null));
        }
        rows.add(
            new Row(bench.measure("zoetrope", crowd, () -> bench.startZoetrope(server)), least));
      }
    }
    List<ServerRun> runs = rows.stream().map(Row::run).toList();
    return bench.report("Delay", table(rows), targets(runs), runs);
  }

  private BenchReport measurePlayer(Workbench bench) throws IOException, UsageException {
    String before = Workbench.machineLoad();
    ClockCamera camera = bench.clockCamera();
    ZoetropeServer server = bench.zoetrope();
    PlayerDelay delay = new PlayerDelay(bench.chromium(), load.warmUp, load.seconds);
    List<PaintRun> runs = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      for (int others : OTHERS) {
        bench.tell("round %d of %d, %d others".formatted(round, rounds, others));
        try (RunningServer running = camera.start(server, Cores.unpinned(""))) {
          runs.addAll(delay.run(running, others));
        }
      }
    }
    bench.remark("load before: " + before + ", after: " + Workbench.machineLoad());
    return bench.report(
        "Delay of the player",
        "1280x720, 25 pictures/s, H.264 at 2.5 Mbit/s, %d s each after %d s"
            .formatted(load.seconds, load.warmUp),
        List.of(PlayerDelay.table(runs)),
        PlayerDelay.targets(runs),
        runs,
        runs.stream().allMatch(PaintRun::valid));
  }

  static BenchTable<Row> table(List<Row> rows) {
    return new BenchTable<>(rows)
        .column("server", row -> row.run.server())
        .column("viewers", row -> row.run.viewers())
        .column(
            "to first byte at first viewer ms p50/p99/max",
            row -> row.run.ofLoad(it -> Figures.delays(it.firstByteMillis())))
        .column("to last byte ms p50/p99/max", row -> row.run.delays())
        .column("more than floor ms p50, p99", Row::more)
        .column("frames/s min/med/max", row -> row.run.rates())
        .column("skipped", row -> row.run.ofLoad(it -> it.skipped()))
        .column("server core %", row -> row.run.corePercent())
        .column("load %", row -> row.run.loadPercent())
        .column("note", row -> row.run.note());
  }

  /** The median of all runs is compared with the target. */
  static List<Target> targets(List<ServerRun> all) {
    List<Delays> runs =
        all.stream()
            .filter(run -> run.server().equals("zoetrope") && run.viewers() == TARGET_VIEWERS)
            .map(ServerRun::load)
            .filter(Objects::nonNull)
            .map(LoadReport::delayMillis)
            .toList();
    if (runs.isEmpty()) {
      return List.of();
    }
    String what = TARGET_VIEWERS + " viewers: capture to last byte, ";
    return List.of(
        Target.atMost(what + "p50 ms", MEDIAN_MILLIS, median(runs, Delays::p50), "%.1f"),
        Target.atMost(what + "p99 ms", P99_MILLIS, median(runs, Delays::p99), "%.1f"));
  }

  private static double median(List<Delays> runs, ToDoubleFunction<Delays> figure) {
    return Spread.of(runs.stream().mapToDouble(figure).toArray()).median();
  }
}
