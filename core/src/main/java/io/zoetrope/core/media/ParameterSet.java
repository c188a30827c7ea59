package io.zoetrope.core.media;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * What a decoder must know before the first frame, without a start code. Immutable, and equal if
 * the bytes are.
 */
public final class ParameterSet {
  private final byte[] bytes;

  private ParameterSet(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Copies the bytes. */
  public static ParameterSet of(byte... bytes) {
    return new ParameterSet(bytes.clone());
  }

  /** A copy. */
  public byte[] toBytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ParameterSet set && Arrays.equals(bytes, set.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }
}
