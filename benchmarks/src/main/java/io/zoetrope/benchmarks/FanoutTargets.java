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

  /** Frames of video are small, so that a write costs more than its bytes. */
  private static final double VIDEO_TIMES_FLOOR = 2;

  private static final double VIDEO_CORE_PERCENT = 1;
  private static final double SLOWEST_TO_MEDIAN = 0.9;
  private static final double KILOBYTES_A_VIEWER = 40;
  private static final double PAUSE_MILLIS = 5;

  /** Fewer do not fill the heap often enough for it to be in a steady state. */
  private static final int STEADY_VIEWERS = 1600;

  private FanoutTargets() {}

  static List<Target> of(List<ServerRun> runs, boolean video) {
    List<Target> targets = new ArrayList<>();
    List<ServerRun> own =
        runs.stream()
            .filter(run -> run.server().startsWith("zoetrope"))
            .sorted(Comparator.comparingInt(ServerRun::viewers))
            .toList();
    own.forEach(run -> addEach(targets, run, video));
    if (!own.isEmpty()) {
      addMemory(targets, own.getFirst(), own.getLast());
    }
    return targets;
  }

  private static void addEach(List<Target> targets, ServerRun run, boolean video) {
    String who = run.server() + ", " + run.viewers() + " viewers: ";
    Double ratio = run.timesFloor();
    if (ratio != null && run.viewers() > 1) {
      double most = video ? VIDEO_TIMES_FLOOR : TIMES_FLOOR;
      targets.add(Target.atMost(who + "CPU per GB, times the floor", most, ratio, "%.2f"));
    }
    ServerUse use = run.use();
    if (video && run.viewers() == 1 && use != null) {
      String what = who + "% of a core, with the camera's program";
      targets.add(Target.atMost(what, VIDEO_CORE_PERCENT, use.coreShare() * 100, "%.2f"));
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
