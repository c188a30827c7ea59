package io.zoetrope.benchmarks;

import static java.util.Objects.requireNonNull;

import io.zoetrope.benchmarks.load.Delays;
import io.zoetrope.benchmarks.load.LoadReport;
import io.zoetrope.benchmarks.report.Cells;
import io.zoetrope.benchmarks.report.ServerRun;
import io.zoetrope.benchmarks.report.Table;
import io.zoetrope.benchmarks.server.Queues;
import io.zoetrope.benchmarks.server.ServerUse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** For any thread. */
final class SlowTables {
  private SlowTables() {}

  static List<Table> of(SlowRuns runs) {
    return List.of(others(runs), stalled(runs), halfRate(runs));
  }

  private static Table others(SlowRuns runs) {
    Table table =
        new Table(
            "the others, when",
            "viewers",
            "frames/s min/med/max",
            "delay ms p50/p99/max",
            "p50, p99 x all read",
            "p50, p99 x alone",
            "skipped",
            "server core %",
            "server RSS MB (growth)",
            "load %",
            "note");
    for (ServerRun run : runs.outcomes()) {
      LoadReport load = run.load();
      ServerUse use = run.use();
      table.row(
          List.of(
              run.server(),
              "" + run.viewers(),
              load == null ? "-" : Cells.spread(load.framesPerSecond(), "%.1f"),
              load == null ? "-" : Cells.delays(load.delayMillis()),
              times(run, runs.all()),
              times(run, runs.alone()),
              load == null ? "-" : "" + load.skipped(),
              use == null ? "-" : Cells.number(use.coreShare() * 100, "%.0f"),
              use == null ? "-" : Cells.memory(use),
              load == null ? "-" : Cells.number(load.own().share() * 100, "%.0f"),
              String.join("; ", run.notes())));
    }
    return table;
  }

  private static String times(ServerRun run, ServerRun reference) {
    return Cells.number(SlowRuns.times(run, reference, Delays::p50), "%.2f")
        + ", "
        + Cells.number(SlowRuns.times(run, reference, Delays::p99), "%.2f");
  }

  private static Table stalled(SlowRuns runs) {
    Table table =
        new Table(
            "stalled viewers",
            "for s",
            "fresh again",
            "old bytes med/max",
            "unread at viewer med/max",
            "queued at server med/max",
            "at server, process too, med/most",
            "stale frames med/max",
            "next frame's age ms med/max",
            "fresh after ms med/max");
    LoadReport load = runs.stalled() == null ? null : runs.stalled().load();
    if (load != null) {
      LoadReport.Stalled stalled = requireNonNull(load.stalled());
      Queues queues = runs.queues();
      table.row(
          List.of(
              "" + stalled.viewers(),
              Cells.number(stalled.seconds(), "%.0f"),
              "" + stalled.freshAgain(),
              Cells.upper(stalled.oldBytes(), "%.0f"),
              queues == null ? "-" : Cells.upper(queues.unread(), "%.0f"),
              queues == null ? "-" : Cells.upper(queues.queued(), "%.0f"),
              atServer(stalled, queues),
              Cells.upper(stalled.staleFrames(), "%.0f"),
              Cells.upper(stalled.nextAgeMillis(), "%.1f"),
              Cells.upper(stalled.freshAfterMillis(), "%.1f")));
    }
    return table;
  }

  private static String atServer(LoadReport.Stalled stalled, @Nullable Queues queues) {
    return queues == null
        ? "-"
        : Cells.number(SlowRuns.usuallyAtServer(stalled, queues), "%.0f")
            + "/"
            + Cells.number(SlowRuns.mostAtServer(stalled, queues), "%.0f");
  }

  private static Table halfRate(SlowRuns runs) {
    Table table =
        new Table(
            "half-rate viewers",
            "frames/s min/med/max",
            "age at first byte ms p50/p99/max",
            "age at last byte ms p50/p99/max");
    LoadReport load = runs.halfRate() == null ? null : runs.halfRate().load();
    if (load != null) {
      LoadReport.HalfRate slow = requireNonNull(load.halfRate());
      table.row(
          List.of(
              "" + slow.viewers(),
              Cells.spread(slow.framesPerSecond(), "%.1f"),
              Cells.delays(slow.startAgeMillis()),
              Cells.delays(slow.delayMillis())));
    }
    return table;
  }
}
