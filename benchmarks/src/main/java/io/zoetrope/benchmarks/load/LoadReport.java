package io.zoetrope.benchmarks.load;

import io.zoetrope.benchmarks.load.LoadViewer.Habit;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the viewers saw while the window was open. Rates and delays are those of the plain viewers.
 *
 * @param firstByteMillis how old each frame was when the first viewer got the first byte of it
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
   * About the viewers that stopped reading for {@code seconds}; sizes in bytes, times in
   * milliseconds. What is old is from the stall's first half; the next frame is the first that is
   * not.
   */
  public record Stalled(
      int viewers,
      double seconds,
      int freshAgain,
      Spread staleFrames,
      Spread oldBytes,
      Spread nextAgeMillis,
      Spread freshAfterMillis) {}

  /** About the viewers that read at half the needed rate. */
  public record HalfRate(
      int viewers, Spread framesPerSecond, Delays startAgeMillis, Delays delayMillis) {}

  public double megabytesPerSecond() {
    return bytes / 1e6 / seconds;
  }

  static LoadReport of(
      LoadPlan plan, List<LoadViewer> viewers, Gauges gauges, double seconds, OwnCost own) {
    List<LoadViewer> plain = with(viewers, Habit.PLAIN);
    Tally all = Tally.of(viewers);
    Tally plainOnes = Tally.of(plain);
    List<String> losses = viewers.stream().map(LoadViewer::loss).filter(Objects::nonNull).toList();
    return new LoadReport(
        viewers.size(),
        seconds,
        rates(plain, seconds),
        all.bytes(),
        gauges.lastBytes(Habit.PLAIN),
        gauges.firstBytes(),
        plainOnes.frames(),
        Math.max(0, plainOnes.skipped()),
        all.broken(),
        losses.size(),
        losses.isEmpty() ? null : losses.getFirst(),
        own,
        stalled(plan, with(viewers, Habit.STALLING)),
        halfRate(with(viewers, Habit.HALF_RATE), gauges, seconds));
  }

  private static @Nullable Stalled stalled(LoadPlan plan, List<LoadViewer> viewers) {
    if (viewers.isEmpty()) {
      return null;
    }
    List<StallWatch.Recovery> all = viewers.stream().map(LoadViewer::stallRecovery).toList();
    List<StallWatch.Recovery> fresh = all.stream().filter(StallWatch.Recovery::fresh).toList();
    return new Stalled(
        all.size(),
        plan.stall().toMillis() / 1e3,
        fresh.size(),
        spread(all, StallWatch.Recovery::staleFrames),
        spread(all, StallWatch.Recovery::oldBytes),
        spread(all, recovery -> recovery.nextAgeMicros() / 1e3),
        spread(fresh, recovery -> recovery.freshAfterMicros() / 1e3));
  }

  private static @Nullable HalfRate halfRate(
      List<LoadViewer> viewers, Gauges gauges, double seconds) {
    return viewers.isEmpty()
        ? null
        : new HalfRate(
            viewers.size(),
            rates(viewers, seconds),
            gauges.firstBytes(Habit.HALF_RATE),
            gauges.lastBytes(Habit.HALF_RATE));
  }

  private static List<LoadViewer> with(List<LoadViewer> viewers, Habit habit) {
    return viewers.stream().filter(viewer -> viewer.habit() == habit).toList();
  }

  private static Spread rates(List<LoadViewer> viewers, double seconds) {
    return spread(viewers, viewer -> viewer.inWindow().frames() / seconds);
  }

  private static <T> Spread spread(List<T> of, ToDoubleFunction<T> value) {
    return Spread.of(of.stream().mapToDouble(value).toArray());
  }
}
