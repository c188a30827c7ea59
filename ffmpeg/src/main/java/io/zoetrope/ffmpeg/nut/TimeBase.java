package io.zoetrope.ffmpeg.nut;

import java.io.IOException;
import java.math.BigInteger;

/** How long one tick of a stream's times is: {@code numerator / denominator} seconds. */
public record TimeBase(long numerator, long denominator) {
  /** About 70 years of nanoseconds. */
  private static final int LONGEST_BITS = 61;

  private static final TimeBase NANOSECONDS = new TimeBase(1, 1_000_000_000);

  /**
   * In nanoseconds, rounded down.
   *
   * @throws IOException when that is so far away that it could not be reckoned with
   */
  public long nanos(long ticks) throws IOException {
    return convert(ticks, NANOSECONDS);
  }

  /** The same moment in ticks of another, rounded down. */
  long convert(long ticks, TimeBase other) throws IOException {
    if (equals(other)) {
      return ticks;
    }
    BigInteger dividend =
        BigInteger.valueOf(ticks)
            .multiply(BigInteger.valueOf(numerator))
            .multiply(BigInteger.valueOf(other.denominator));
    BigInteger divisor =
        BigInteger.valueOf(denominator).multiply(BigInteger.valueOf(other.numerator));
    BigInteger[] parts = dividend.divideAndRemainder(divisor);
    BigInteger down = parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
    if (down.bitLength() > LONGEST_BITS) {
      throw new IOException("what FFmpeg writes has a time that is too far away");
    }
    return down.longValue();
  }
}
