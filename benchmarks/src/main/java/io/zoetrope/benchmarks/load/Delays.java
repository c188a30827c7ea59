package io.zoetrope.benchmarks.load;

import org.openjdk.jmh.util.SampleBuffer;
import org.openjdk.jmh.util.Statistics;

/** Delays in milliseconds. */
public record Delays(long count, double p50, double p99, double max) {

  static Delays of(SampleBuffer micros) {
    Statistics millis = micros.getStatistics(1e-3);
    return millis.getN() == 0
        ? new Delays(0, 0, 0, 0)
        : new Delays(
            millis.getN(), millis.getPercentile(50), millis.getPercentile(99), millis.getMax());
  }
}
