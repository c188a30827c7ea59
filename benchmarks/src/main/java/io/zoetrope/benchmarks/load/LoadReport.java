package io.zoetrope.benchmarks.load;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the viewers saw while the window was open. Rates and delays are those of the plain viewers;
 * {@code firstByteMillis} is how old each frame was when the first viewer got the first byte of it.
 */
public record LoadReport(
    int viewers,
    double seconds,
    Spread framesPerSecond,
    long bytes,
    Delays delayMillis,
    Delays firstByteMillis,
    long frames,
    long skipped,
    long broken,
    int lost,
    @Nullable String firstLoss,
    OwnCost own,
    @Nullable Stalled stalled,
    @Nullable HalfRate halfRate) {

  /**
   * Of the viewers that stopped reading for {@code seconds}; sizes in bytes, times in milliseconds.
   * What is old is from the stall's first half; the next frame is the first that is not.
   */
  public record Stalled(
      int viewers,
      double seconds,
      int freshAgain,
      Spread staleBytes,
      Spread staleFrames,
      int partFirst,
      Spread firstAgeMillis,
      Spread lastAgeMillis,
      Spread oldBytes,
      Spread nextAgeMillis,
      Spread freshAfterMillis) {}

  /** Of the viewers that read at half the needed rate. */
  public record HalfRate(
      int viewers, Spread framesPerSecond, Delays startAgeMillis, Delays delayMillis) {}

  public double megabytesPerSecond() {
    return bytes / 1e6 / seconds;
  }

  static LoadReport of(
      LoadPlan plan, List<Viewer> viewers, Gauges gauges, double seconds, OwnCost own) {
    Tally all = Tally.NONE;
    Tally plain = Tally.NONE;
    List<String> losses = new ArrayList<>();
    for (Viewer viewer : viewers) {
      all = all.plus(viewer.inWindow());
      if (viewer.habit() == Viewer.Habit.PLAIN) {
        plain = plain.plus(viewer.inWindow());
      }
      String loss = viewer.loss();
      if (loss != null) {
        losses.add(loss);
      }
    }
    return new LoadReport(
        viewers.size(),
        seconds,
        rates(with(viewers, Viewer.Habit.PLAIN), seconds),
        all.bytes(),
        Delays.of(gauges.plain()),
        Delays.of(gauges.firstBytes().ages()),
        plain.frames(),
        Math.max(0, plain.skipped()),
        all.broken(),
        losses.size(),
        losses.isEmpty() ? null : losses.getFirst(),
        own,
        stalled(plan, with(viewers, Viewer.Habit.STALLING)),
        halfRate(with(viewers, Viewer.Habit.HALF_RATE), gauges, seconds));
  }

  private static @Nullable Stalled stalled(LoadPlan plan, List<Viewer> viewers) {
    if (viewers.isEmpty()) {
      return null;
    }
    List<StallWatch.Recovery> all = viewers.stream().map(Viewer::stallRecovery).toList();
    List<StallWatch.Recovery> fresh = all.stream().filter(StallWatch.Recovery::fresh).toList();
    List<StallWatch.Recovery> stale = fresh.stream().filter(o -> o.staleFrames() > 0).toList();
    return new Stalled(
        all.size(),
        plan.stall().toMillis() / 1e3,
        fresh.size(),
        spread(all, StallWatch.Recovery::staleBytes),
        spread(all, StallWatch.Recovery::staleFrames),
        (int) all.stream().filter(StallWatch.Recovery::partFirst).count(),
        spread(all, o -> o.firstAgeMicros() / 1e3),
        spread(stale, o -> o.lastAgeMicros() / 1e3),
        spread(all, StallWatch.Recovery::oldBytes),
        spread(all, o -> o.nextAgeMicros() / 1e3),
        spread(fresh, o -> o.freshAfterMicros() / 1e3));
  }

  private static @Nullable HalfRate halfRate(List<Viewer> viewers, Gauges gauges, double seconds) {
    if (viewers.isEmpty()) {
      return null;
    }
    return new HalfRate(
        viewers.size(),
        rates(viewers, seconds),
        Delays.of(gauges.halfRateStartAges()),
        Delays.of(gauges.halfRate()));
  }

  private static List<Viewer> with(List<Viewer> viewers, Viewer.Habit habit) {
    return viewers.stream().filter(v -> v.habit() == habit).toList();
  }

  private static Spread rates(List<Viewer> viewers, double seconds) {
    return spread(viewers, v -> v.inWindow().frames() / seconds);
  }

  private static <T> Spread spread(List<T> of, ToDoubleFunction<T> value) {
    return Spread.of(of.stream().mapToDouble(value).toArray());
  }
}
