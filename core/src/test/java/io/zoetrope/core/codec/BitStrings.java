package io.zoetrope.core.codec;

import io.zoetrope.core.media.ParameterSet;
import java.util.HexFormat;

/** Bytes as people write them. */
final class BitStrings {
  private BitStrings() {}

  /** Of zeros and ones, with spaces for legibility; the last byte is filled up with zeros. */
  static ParameterSet bits(String... parts) {
    String all = String.join("", parts).replace(" ", "");
    byte[] bytes = new byte[(all.length() + 7) / 8];
    for (int n = 0; n < all.length(); n++) {
      bytes[n / 8] |= (byte) ((all.charAt(n) - '0') << (7 - n % 8));
    }
    return ParameterSet.of(bytes);
  }

  static ParameterSet hex(String digits) {
    return ParameterSet.of(HexFormat.of().parseHex(digits));
  }
}
