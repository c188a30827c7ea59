package io.zoetrope.benchmarks.player;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * One way to show a camera, for some seconds.
 *
 * @param others how many more watched it
 */
public record PaintRun(String method, int others, double seconds, List<PaintedPicture> pictures) {

  /** A camera that shows next to nothing says nothing about delays. */
  private static final double LEAST_RATE = ClockCamera.FPS / 2.0;

  public boolean valid() {
    return rate() >= LEAST_RATE;
  }

  double rate() {
    return pictures.size() / seconds;
  }

  public double median() {
    return at(0.5, PaintedPicture::total);
  }

  String totals() {
    return String.format(
        Locale.ROOT,
        "%.0f/%.0f/%.0f",
        median(),
        at(0.95, PaintedPicture::total),
        at(1, PaintedPicture::total));
  }

  /** The middle of one part of the way. */
  String part(ToDoubleFunction<PaintedPicture> part) {
    double median = at(0.5, part);
    return Double.isNaN(median) ? "-" : String.format(Locale.ROOT, "%.0f", median);
  }

  private double at(double share, ToDoubleFunction<PaintedPicture> part) {
    double[] sorted =
        pictures.stream()
            .mapToDouble(part)
            .filter(millis -> !Double.isNaN(millis))
            .sorted()
            .toArray();
    return sorted.length == 0 ? Double.NaN : sorted[(int) Math.ceil(share * sorted.length) - 1];
  }
}
