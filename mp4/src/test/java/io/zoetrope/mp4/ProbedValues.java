package io.zoetrope.mp4;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What is expected of a sample, as ffprobe writes it. */
final class ProbedValues {
  private ProbedValues() {}

  static long units(long nanos, int scale) {
    return BigDecimal.valueOf(nanos)
        .multiply(BigDecimal.valueOf(scale))
        .movePointLeft(9)
        .setScale(0, RoundingMode.HALF_UP)
        .longValueExact();
  }

  static String sha1(byte[] data) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(data));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
