package io.zoetrope.benchmarks.load;

/** Delays in milliseconds. */
public record Delays(long count, double p50, double p99, double max) {
  static Delays of(DelayHistogram micros) {
    return new Delays(
        micros.count(),
        micros.percentile(0.5) / 1e3,
        micros.percentile(0.99) / 1e3,
        micros.max() / 1e3);
  }
}
