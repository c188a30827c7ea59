package io.zoetrope.benchmarks.load;

/**
 * For one thread. How old each frame is when the first of its bytes arrives at the first of its
 * viewers: the time it was with the server alone.
 */
final class FirstBytes {
  private final DelayHistogram ages = new DelayHistogram();
  private long newest = -1;

  /** One viewer got the first byte of the frame captured at this time. */
  void seen(long timestampMicros, long nowMicros) {
    if (timestampMicros > newest) {
      newest = timestampMicros;
      ages.add(nowMicros - timestampMicros);
    }
  }

  DelayHistogram ages() {
    return ages;
  }

  void clear() {
    ages.clear();
  }
}
