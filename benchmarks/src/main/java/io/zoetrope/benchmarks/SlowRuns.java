package io.zoetrope.benchmarks;

import io.zoetrope.benchmarks.load.Delays;
import io.zoetrope.benchmarks.load.LoadReport;
import io.zoetrope.benchmarks.report.Results;
import io.zoetrope.benchmarks.report.ServerRun;
import io.zoetrope.benchmarks.server.Queues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The runs of one server, in their order. {@code all} and {@code alone} are what the other two are
 * held against: as many viewers that all read, and those alone who read in each of the others.
 */
record SlowRuns(
    ServerRun all,
    ServerRun alone,
    @Nullable ServerRun stalled,
    @Nullable Queues queues,
    @Nullable ServerRun halfRate) {

  List<ServerRun> outcomes() {
    List<ServerRun> outcomes = new ArrayList<>(List.of(all, alone));
    Stream.of(Optional.ofNullable(stalled), Optional.ofNullable(halfRate))
        .flatMap(Optional::stream)
        .forEach(outcomes::add);
    return outcomes;
  }

  List<?> rows() {
    List<Object> rows = new ArrayList<>(Results.rows(outcomes()));
    if (queues != null) {
      rows.add(Map.of("queues", queues));
    }
    return rows;
  }

  boolean valid() {
    return outcomes().stream().allMatch(ServerRun::valid);
  }

  /** How many times the delay of {@code reference} a run has; missing where either failed. */
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

  /**
   * The most bytes that can have waited for one stalled viewer at the server, in its process and in
   * its kernel: what was old, less what lay at the viewer already.
   */
  static double mostAtServer(LoadReport.Stalled stalled, Queues queues) {
    return stalled.oldBytes().max() - queues.unread().min();
  }

  static double usuallyAtServer(LoadReport.Stalled stalled, Queues queues) {
    return stalled.oldBytes().median() - queues.unread().median();
  }
}
