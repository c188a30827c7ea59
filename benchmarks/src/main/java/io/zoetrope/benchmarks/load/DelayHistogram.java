package io.zoetrope.benchmarks.load;

import java.util.Arrays;

/** For one thread. Counts delays in steps of ten microseconds; those above ten seconds together. */
final class DelayHistogram {
  private static final int STEP_MICROS = 10;
  private static final int STEPS = 1_000_000;

  private int[] counts = new int[1024];
  private long count;
  private long maxMicros;

  void add(long micros) {
    int step = (int) Math.min(STEPS, micros / STEP_MICROS);
    if (step >= counts.length) {
      counts = Arrays.copyOf(counts, Math.max(step + 1, 2 * counts.length));
    }
    counts[step]++;
    count++;
    maxMicros = Math.max(maxMicros, micros);
  }

  Delays delays() {
    return new Delays(count, millisAt(0.5), millisAt(0.99), maxMicros / 1e3);
  }

  private double millisAt(double share) {
    long left = (long) Math.ceil(share * count);
    int step = 0;
    while (step < counts.length && (left -= counts[step]) > 0) {
      step++;
    }
    return count == 0 ? 0 : step * STEP_MICROS / 1e3;
  }
}
