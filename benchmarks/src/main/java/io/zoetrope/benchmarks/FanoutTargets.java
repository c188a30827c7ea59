package io.zoetrope.benchmarks;

import io.zoetrope.benchmarks.load.LoadReport;
import io.zoetrope.benchmarks.report.ServerRun;
import io.zoetrope.benchmarks.report.Target;
import io.zoetrope.benchmarks.server.ServerUse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** For any thread. What a fan-out must reach, if it has enough viewers to show it. */
final class FanoutTargets {
  private static final double TIMES_FLOOR = 1.15;
  private static final double SLOWEST_TO_MEDIAN = 0.9;
  private static final double KILOBYTES_A_VIEWER = 40;
  private static final double PAUSE_MILLIS = 5;

  /** Fewer do not fill the heap often enough for it to be in a steady state. */
  private static final int STEADY_VIEWERS = 1600;

  private FanoutTargets() {}

  static List<Target> of(List<ServerRun> runs) {
    List<Target> targets = new ArrayList<>();
    List<ServerRun> own =
        runs.stream()
            .filter(run -> run.server().startsWith("zoetrope"))
            .sorted(Comparator.comparingInt(ServerRun::viewers))
            .toList();
    own.forEach(run -> addEach(targets, run));
    if (!own.isEmpty()) {
      addMemory(targets, own.getFirst(), own.getLast());
    }
    return targets;
  }

  private static void addEach(List<Target> targets, ServerRun run) {
    String who = run.server() + ", " + run.viewers() + " viewers: ";
    Double ratio = run.timesFloor();
    if (ratio != null && run.viewers() > 1) {
      targets.add(Target.atMost(who + "CPU per GB, times the floor", TIMES_FLOOR, ratio, "%.2f"));
    }
    LoadReport load = run.load();
    if (load != null && load.framesPerSecond().median() > 0) {
      double slowest = load.framesPerSecond().min() / load.framesPerSecond().median();
      targets.add(
          Target.atLeast(who + "slowest to median viewer", SLOWEST_TO_MEDIAN, slowest, "%.2f"));
    }
    Double pause = run.longestPauseMillis();
    if (pause != null && run.viewers() >= STEADY_VIEWERS) {
      targets.add(Target.atMost(who + "longest GC pause ms", PAUSE_MILLIS, pause, "%.1f"));
    }
  }

  private static void addMemory(List<Target> targets, ServerRun fewest, ServerRun most) {
    ServerUse before = fewest.use();
    ServerUse after = most.use();
    int viewers = most.viewers() - fewest.viewers();
    if (before != null && after != null && viewers > 0) {
      double more = (after.residentEnd() - before.residentEnd()) / 1e3 / viewers;
      String what = "zoetrope: KB resident for each additional viewer";
      targets.add(Target.atMost(what, KILOBYTES_A_VIEWER, more, "%.1f"));
    }
  }
}
