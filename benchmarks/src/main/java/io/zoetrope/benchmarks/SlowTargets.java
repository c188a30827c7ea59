package io.zoetrope.benchmarks;

import io.zoetrope.benchmarks.load.Delays;
import io.zoetrope.benchmarks.load.LoadReport;
import io.zoetrope.benchmarks.report.ServerRun;
import io.zoetrope.benchmarks.report.Target;
import io.zoetrope.benchmarks.server.ServerUse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** For any thread. What slow viewers may cost at most. */
final class SlowTargets {
  private static final double UNCHANGED = 1.1;
  private static final double FLAT_PERCENT = 5;
  private static final int KERNEL_BYTES = 128 * 1024;

  /** The newest frame when a viewer reads again is as old as a period, and a little. */
  private static final double NEWEST_PERIODS = 1.5;

  private static final double OLDEST_MILLIS = 300;
  private static final double LEAST_SHARE = 0.4;
  private static final double MOST_SHARE = 0.6;

  private SlowTargets() {}

  static List<Target> of(SlowCommand.Runs runs, LoadOptions options) {
    List<Target> targets = new ArrayList<>();
    ServerRun run = runs.stalled();
    LoadReport.Stalled stalled = runs.stalledOnes();
    if (run != null && stalled != null) {
      addDelay(targets, "p50", SlowCommand.times(run, runs.all(), Delays::p50));
      addDelay(targets, "p99", SlowCommand.times(run, runs.all(), Delays::p99));
      addMemory(targets, run.use());
      Double atServer = runs.mostAtServer();
      if (atServer != null) {
        String what = "stalled: bytes at the server for each";
        int most = options.frameBytes + KERNEL_BYTES;
        targets.add(Target.atMost(what, most, atServer, "%.0f"));
      }
      targets.add(
          Target.atMost(
              "stalled: then the newest frame, ms old",
              NEWEST_PERIODS * 1000 / options.fps,
              stalled.nextAgeMillis().max(),
              "%.0f"));
    }
    LoadReport.HalfRate slow = runs.slowOnes();
    if (slow != null) {
      targets.add(
          Target.between(
              "half rate: frames/s",
              LEAST_SHARE * options.fps,
              MOST_SHARE * options.fps,
              slow.framesPerSecond().median(),
              "%.1f"));
      targets.add(
          Target.atMost(
              "half rate: each frame at its first byte, ms old",
              OLDEST_MILLIS,
              slow.startAgeMillis().max(),
              "%.0f"));
    }
    return targets;
  }

  private static void addDelay(List<Target> targets, String percentile, @Nullable Double times) {
    if (times != null) {
      String what = "stalled: the others' delay " + percentile + ", x all read";
      targets.add(Target.atMost(what, UNCHANGED, times, "%.2f"));
    }
  }

  private static void addMemory(List<Target> targets, @Nullable ServerUse use) {
    if (use != null && use.residentSettled() > 0) {
      double growth = 100.0 * (use.residentEnd() - use.residentSettled()) / use.residentSettled();
      targets.add(
          Target.atMost(
              "stalled: memory grows after the first 10 s, %", FLAT_PERCENT, growth, "%.1f"));
    }
  }
}
