package io.zoetrope.core.codec;

import java.util.Arrays;

/**
 * Reads numbers of any number of bits. Used by one thread.
 *
 * <p>Bits that are not there are zero, and {@link #overrun()} says that some were read.
 */
final class BitReader {
  /** Of numbers that headers hold; a longer one is a sign of damage. */
  private static final int LONGEST_PREFIX = 30;

  private final byte[] bytes;
  private int position; // in bits

  BitReader(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Of a unit of H.264 or H.265, in which a 3 follows two zero bytes wherever they might look like
   * the start of another unit; those are left out.
   */
  static BitReader ofUnit(byte[] unit) {
    byte[] plain = new byte[unit.length];
    int size = 0;
    int zeros = 0;
    for (byte octet : unit) {
      if (zeros >= 2 && octet == 3) {
        zeros = 0;
        continue;
      }
      zeros = octet == 0 ? zeros + 1 : 0;
      plain[size++] = octet;
    }
    return new BitReader(Arrays.copyOf(plain, size));
  }

  boolean overrun() {
    return position > bytes.length * Byte.SIZE;
  }

  long bitsLeft() {
    return (long) bytes.length * Byte.SIZE - position;
  }

  boolean flag() {
    return bits(1) == 1;
  }

  /** A number of up to 32 bits. */
  long bits(int count) {
    long value = 0;
    for (int n = 0; n < count; n++, position++) {
      int octet = position >> 3;
      int bit = octet < bytes.length ? bytes[octet] >> (7 - (position & 7)) & 1 : 0;
      value = value << 1 | bit;
    }
    return value;
  }

  /** As {@link #bits}, of up to 31. */
  int integer(int count) {
    return (int) bits(count);
  }

  void skip(long count) {
    position = (int) Math.min(position + count, bytes.length * 8L + 1);
  }

  /** An unsigned number whose length is written before it: ue(v) of ITU-T H.264, 9.1. */
  int unsigned() {
    int zeros = 0;
    while (!overrun() && !flag()) {
      zeros++;
    }
    if (zeros > LONGEST_PREFIX) {
      position = bytes.length * Byte.SIZE + 1;
      return 0;
    }
    return (1 << zeros) - 1 + integer(zeros);
  }

  /** The same with a sign: se(v). */
  int signed() {
    int coded = unsigned();
    return (coded & 1) == 1 ? coded / 2 + 1 : -(coded / 2);
  }

  /** A number in whole bytes, of which all but the last are 255 and all are added. */
  long longNumber() {
    long value = 0;
    int octet = 255;
    while (octet == 255 && !overrun()) {
      octet = integer(8);
      value += octet;
    }
    return value;
  }
}
