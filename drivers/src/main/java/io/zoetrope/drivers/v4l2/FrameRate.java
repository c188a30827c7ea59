package io.zoetrope.drivers.v4l2;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Frames a second as a fraction, as 29.97 is 30000/1001. */
public record FrameRate(long frames, long seconds) implements Comparable<FrameRate> {

  public double perSecond() {
    return (double) frames / seconds;
  }

  String fraction() {
    return seconds == 1 ? String.valueOf(frames) : frames + "/" + seconds;
  }

  @Override
  public int compareTo(FrameRate other) {
    return Double.compare(perSecond(), other.perSecond());
  }

  /** With two decimals at most, as in {@code 29.97} and {@code 30}. */
  @Override
  public String toString() {
    return BigDecimal.valueOf(perSecond())
        .setScale(2, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }
}
