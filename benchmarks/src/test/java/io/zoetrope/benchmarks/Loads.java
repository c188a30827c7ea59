package io.zoetrope.benchmarks;

import io.zoetrope.benchmarks.load.Delays;
import io.zoetrope.benchmarks.load.LoadReport;
import io.zoetrope.benchmarks.load.OwnCost;
import io.zoetrope.benchmarks.load.Spread;
import io.zoetrope.benchmarks.report.ServerRun;
import io.zoetrope.benchmarks.server.ServerUse;
import org.jspecify.annotations.Nullable;

/** Runs for tests. */
final class Loads {
  static final Spread RATES = new Spread(29, 30, 30);

  private Loads() {}

  static ServerRun outcome(String server, int viewers, Delays delays) {
    return outcome(server, viewers, delays, null, null);
  }

  static ServerRun outcome(
      String server,
      int viewers,
      Delays delays,
      LoadReport.@Nullable Stalled stalled,
      LoadReport.@Nullable HalfRate halfRate) {
    LoadReport load =
        new LoadReport(
            viewers,
            10,
            RATES,
            1_000_000_000,
            delays,
            new Delays(1, 0.2, 0.5, 0.9),
            10,
            0,
            0,
            0,
            null,
            new OwnCost(1, 1, 0.1, 0),
            stalled,
            halfRate);
    ServerUse use =
        new ServerUse(1, 10, 0, 90_000_000, 100_000_000, 100_000_000, 0, 102_000_000, 12);
    return ServerRun.of(server, viewers, load, use);
  }
}
