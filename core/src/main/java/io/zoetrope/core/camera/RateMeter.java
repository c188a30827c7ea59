package io.zoetrope.core.camera;

import java.time.Duration;

/** Measures the frame rate over the last seconds. Any thread may call it. */
final class RateMeter {
  private static final long WINDOW_NANOS = Duration.ofSeconds(3).toNanos();

  /** At least two pictures are kept however old, so that slow cameras have a rate, too. */
  private static final long SLOWEST_NANOS = Duration.ofMinutes(2).toNanos();

  private final long[] times = new long[256];
  private long count;

  synchronized void mark(long nanos) {
    times[(int) (count++ % times.length)] = nanos;
  }

  synchronized void reset() {
    count = 0;
  }

  /** Frames per second, falling towards 0 when no more come. */
  synchronized double perSecond(long nowNanos) {
    if (count < 2) {
      return 0;
    }
    long newest = time(count - 1);
    long oldestKept = Math.max(0, count - times.length);
    long first = count - 2;
    while (first > oldestKept && newest - time(first - 1) <= WINDOW_NANOS) {
      first--;
    }
    long intervals = count - 1 - first;
    long span = newest - time(first);
    long overdue = nowNanos - newest - 2 * (span / intervals);
    long counted = span + Math.max(0, overdue);
    return counted <= 0 || counted > SLOWEST_NANOS * intervals ? 0 : intervals * 1e9 / counted;
  }

  private long time(long index) {
    return times[(int) (index % times.length)];
  }
}
