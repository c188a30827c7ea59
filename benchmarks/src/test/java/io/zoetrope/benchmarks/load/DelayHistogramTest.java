package io.zoetrope.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DelayHistogramTest {
  private final DelayHistogram histogram = new DelayHistogram();

  @Test
  void isExactForSmallValues() {
    for (int i = 1; i <= 100; i++) {
      histogram.add(i);
    }
    assertThat(histogram.percentile(0.5)).isEqualTo(50);
    assertThat(histogram.percentile(0.99)).isEqualTo(99);
    assertThat(histogram.percentile(1)).isEqualTo(100);
    assertThat(histogram.max()).isEqualTo(100);
    assertThat(histogram.count()).isEqualTo(100);
  }

  @Test
  void staysWithinTwoPercentOfTheTruth() {
    Random random = new Random(7);
    long[] values =
        random.longs(10_000, 0, 50).map(bits -> random.nextLong(1L << (bits % 36 + 1))).toArray();
    Arrays.stream(values).forEach(histogram::add);
    Arrays.sort(values);
    for (double share : new double[] {0.001, 0.1, 0.5, 0.9, 0.99, 0.999, 1}) {
      long truth = values[(int) Math.ceil(share * values.length) - 1];
      assertThat(histogram.percentile(share)).isBetween(truth, truth + truth / 60 + 1);
    }
  }

  @Test
  void keepsPowersOfTwoAndTheirNeighboursInOrder() {
    for (int bit = 0; bit < 39; bit++) {
      for (long near : new long[] {(1L << bit) - 1, 1L << bit, (1L << bit) + 1}) {
        histogram.clear();
        histogram.add(near);
        assertThat(histogram.percentile(0.5)).isEqualTo(near);
      }
    }
  }

  @Test
  void takesWhatIsNegativeOrTooLarge() {
    histogram.add(-5);
    assertThat(histogram.max()).isZero();
    histogram.add(Long.MAX_VALUE);
    assertThat(histogram.max()).isEqualTo((1L << 40) - 1);
    assertThat(histogram.percentile(1)).isEqualTo(histogram.max());
  }

  @Test
  void isEmptyAtFirstAndAfterClearing() {
    assertThat(histogram.percentile(0.99)).isZero();
    histogram.add(3);
    histogram.clear();
    assertThat(histogram.count()).isZero();
    assertThat(histogram.max()).isZero();
  }
}
