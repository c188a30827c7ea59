package io.zoetrope.benchmarks;

import io.zoetrope.benchmarks.load.LoadReport;
import io.zoetrope.benchmarks.report.ServerRun;
import io.zoetrope.benchmarks.report.Target;
import io.zoetrope.benchmarks.server.ServerUse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** For any thread. What a fan-out must reach; looked at where the run has what it takes. */
final class FanoutTargets {
  private static final double TIMES_FLOOR = 1.15;
  private static final double SLOWEST_TO_MEDIAN = 0.9;
  private static final double KILOBYTES_A_VIEWER = 40;
  private static final double PAUSE_MILLIS = 5;

  /** Fewer do not fill the heap often enough for it to be in a steady state. */
  private static final int STEADY_VIEWERS = 1600;

  private static final double TO_ONE_LOOP = 1.1;

  private FanoutTargets() {}

  static List<Target> of(List<ServerRun> outcomes) {
    List<Target> targets = new ArrayList<>();
    List<ServerRun> own = outcomes.stream().filter(o -> o.server().startsWith("zoetrope")).toList();
    own.forEach(outcome -> addEach(targets, outcome));
    addMemory(targets, own.stream().filter(o -> o.server().equals("zoetrope")).toList());
    for (ServerRun outcome : outcomes) {
      if (outcome.server().equals("zoetrope, loops: 2")) {
        ServerRun one = with("zoetrope, loops: 1", outcome.viewers(), outcomes);
        addRatio(targets, "two loops against one", TO_ONE_LOOP, outcome, one);
      }
    }
    return targets;
  }

  private static void addEach(List<Target> targets, ServerRun outcome) {
    String who = outcome.server() + ", " + outcome.viewers() + " viewers: ";
    Double ratio = outcome.timesFloor();
    if (ratio != null && outcome.viewers() > 1) {
      targets.add(Target.atMost(who + "CPU per GB, times the floor", TIMES_FLOOR, ratio, "%.2f"));
    }
    LoadReport load = outcome.load();
    if (load != null && load.framesPerSecond().median() > 0) {
      double slowest = load.framesPerSecond().min() / load.framesPerSecond().median();
      targets.add(
          Target.atLeast(who + "slowest to median viewer", SLOWEST_TO_MEDIAN, slowest, "%.2f"));
    }
    Double pause = outcome.longestPauseMillis();
    if (pause != null && outcome.viewers() >= STEADY_VIEWERS) {
      targets.add(Target.atMost(who + "longest GC pause ms", PAUSE_MILLIS, pause, "%.1f"));
    }
  }

  /** From the fewest viewers to the most. */
  private static void addMemory(List<Target> targets, List<ServerRun> own) {
    List<ServerRun> sized =
        own.stream()
            .filter(outcome -> outcome.use() != null)
            .sorted(Comparator.comparingInt(ServerRun::viewers))
            .toList();
    if (sized.size() > 1 && sized.getFirst().viewers() < sized.getLast().viewers()) {
      double more = residentKilobytes(sized.getLast()) - residentKilobytes(sized.getFirst());
      int viewers = sized.getLast().viewers() - sized.getFirst().viewers();
      targets.add(
          Target.atMost(
              "zoetrope: KB resident for each viewer more",
              KILOBYTES_A_VIEWER,
              more / viewers,
              "%.1f"));
    }
  }

  private static double residentKilobytes(ServerRun outcome) {
    ServerUse use = outcome.use();
    return use == null ? 0 : use.residentEnd() / 1e3;
  }

  private static void addRatio(
      List<Target> targets,
      String what,
      double most,
      @Nullable ServerRun outcome,
      @Nullable ServerRun other) {
    Double cost = outcome == null ? null : outcome.cpuSecondsPerGigabyte();
    Double otherCost = other == null ? null : other.cpuSecondsPerGigabyte();
    if (outcome != null && cost != null && otherCost != null) {
      String who = outcome.viewers() + " viewers: CPU per GB, ";
      targets.add(Target.atMost(who + what, most, cost / otherCost, "%.2f"));
    }
  }

  private static @Nullable ServerRun with(String server, int viewers, List<ServerRun> outcomes) {
    return outcomes.stream()
        .filter(outcome -> outcome.viewers() == viewers && outcome.server().equals(server))
        .findFirst()
        .orElse(null);
  }
}
