package io.zoetrope.core.camera;

import java.time.Duration;

/** Measures the frame rate over the last seconds. One thread marks, and any thread may ask. */
final class RateMeter {
  private static final long WINDOW_NANOS = Duration.ofSeconds(3).toNanos();

  /** At least two pictures are kept however old, so that slow cameras also have a rate. */
  private static final long SLOWEST_NANOS = Duration.ofMinutes(2).toNanos();

  private record Measured(long newestNanos, long spanNanos, long intervals) {}

  private final long[] times = new long[256];
  private long count;
  private long first;
  private volatile Measured measured = new Measured(0, 0, 0);

  void mark(long nanos) {
    times[(int) (count++ % times.length)] = nanos;
    first = Math.max(first, count - times.length);
    while (first < count - 2 && nanos - time(first) > WINDOW_NANOS) {
      first++;
    }
    measured = new Measured(nanos, nanos - time(first), count - 1 - first);
  }

  /** Frames per second, falling towards 0 when no more come. */
  double perSecond(long nowNanos) {
    Measured now = measured;
    if (now.intervals == 0) {
      return 0;
    }
    long overdue = nowNanos - now.newestNanos - 2 * (now.spanNanos / now.intervals);
    long counted = now.spanNanos + Math.max(0, overdue);
    return counted <= 0 || counted > SLOWEST_NANOS * now.intervals
        ? 0
        : now.intervals * 1e9 / counted;
  }

  private long time(long index) {
    return times[(int) (index % times.length)];
  }
}
