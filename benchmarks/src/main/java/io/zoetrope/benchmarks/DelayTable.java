package io.zoetrope.benchmarks;

import io.zoetrope.benchmarks.load.Delays;
import io.zoetrope.benchmarks.load.LoadReport;
import io.zoetrope.benchmarks.report.Cells;
import io.zoetrope.benchmarks.report.ServerRun;
import io.zoetrope.benchmarks.report.Table;
import io.zoetrope.benchmarks.report.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * For any thread. A frame's time has two ends here: the first byte at the first viewer, until when
 * it was with the server alone, and the last byte at each viewer.
 */
final class DelayTable {
  private static final int TARGET_VIEWERS = 200;
  private static final double MEDIAN_MILLIS = 3;
  private static final double P99_MILLIS = 10;

  private DelayTable() {}

  static List<ServerRun> outcomes(List<DelayCommand.Pair> pairs) {
    List<ServerRun> outcomes = new ArrayList<>();
    for (DelayCommand.Pair pair : pairs) {
      if (pair.floor() != null) {
        outcomes.add(pair.floor());
      }
      outcomes.add(pair.zoetrope());
    }
    return outcomes;
  }

  static Table of(List<DelayCommand.Pair> pairs) {
    Table table =
        new Table(
            "server",
            "viewers",
            "to first byte at first viewer ms p50/p99/max",
            "to last byte ms p50/p99/max",
            "more than floor ms p50, p99",
            "frames/s min/med/max",
            "skipped",
            "server core %",
            "load %",
            "note");
    for (DelayCommand.Pair pair : pairs) {
      if (pair.floor() != null) {
        table.row(row(pair.floor(), null));
      }
      table.row(row(pair.zoetrope(), pair.floor()));
    }
    return table;
  }

  private static List<String> row(ServerRun outcome, @Nullable ServerRun floor) {
    LoadReport load = outcome.load();
    LoadReport least = floor == null ? null : floor.load();
    return List.of(
        outcome.server(),
        "" + outcome.viewers(),
        load == null ? "-" : Cells.delays(load.firstByteMillis()),
        load == null ? "-" : Cells.delays(load.delayMillis()),
        load == null || least == null ? "-" : more(load.delayMillis(), least.delayMillis()),
        load == null ? "-" : Cells.spread(load.framesPerSecond(), "%.1f"),
        load == null ? "-" : "" + load.skipped(),
        outcome.use() == null ? "-" : Cells.number(outcome.use().coreShare() * 100, "%.0f"),
        load == null ? "-" : Cells.number(load.own().share() * 100, "%.0f"),
        String.join("; ", outcome.notes()));
  }

  private static String more(Delays delays, Delays floor) {
    return Cells.number(delays.p50() - floor.p50(), "%+.1f")
        + ", "
        + Cells.number(delays.p99() - floor.p99(), "%+.1f");
  }

  /** The median of all runs is held against the target. */
  static List<Target> targets(List<DelayCommand.Pair> pairs) {
    List<Delays> runs =
        pairs.stream()
            .map(DelayCommand.Pair::zoetrope)
            .filter(outcome -> outcome.viewers() == TARGET_VIEWERS)
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
    double[] sorted = runs.stream().mapToDouble(figure).sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
