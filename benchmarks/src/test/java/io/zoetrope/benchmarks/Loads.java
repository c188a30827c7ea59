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
  private Loads() {}

  static ServerRun run(String server, int viewers, Delays delays) {
    return run(server, viewers, delays, null, null);
  }

  static ServerRun run(
      String server,
      int viewers,
      Delays delays,
      LoadReport.@Nullable Stalled stalled,
      LoadReport.@Nullable HalfRate halfRate) {
    LoadReport load =
        new LoadReport(
            viewers,
            10,
            new Spread(29, 30, 30),
            1_000_000_000,
            delays,
            new Delays(1, 0.2, 0.5, 0.9),
            10,
            0,
            0,
            0,
            null,
            new OwnCost(0.1, 0),
            stalled,
            halfRate);
    return ServerRun.of(server, viewers, load, use(1, 10, 100_000_000), null);
  }

  /** A server that took so much CPU in so long; its memory grew by 2 MB. */
  static ServerUse use(double cpuSeconds, double seconds, long resident) {
    return new ServerUse(
        cpuSeconds,
        0.3,
        seconds,
        0,
        resident - 10_000_000,
        resident,
        resident,
        resident + 2_000_000,
        12);
  }
}
