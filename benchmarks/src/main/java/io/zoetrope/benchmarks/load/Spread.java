package io.zoetrope.benchmarks.load;

import java.util.Arrays;

/** The least, the middle and the most of some values; all 0 where there are none. */
public record Spread(double min, double median, double max) {
  public static Spread of(double[] values) {
    if (values.length == 0) {
      return new Spread(0, 0, 0);
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return new Spread(sorted[0], sorted[sorted.length / 2], sorted[sorted.length - 1]);
  }
}
