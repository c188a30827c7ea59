package io.zoetrope.benchmarks.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * For one thread. Gathers one line of a head, however it was split on the way, and reads numbers
 * from it without copying: there are hundreds of thousands of lines a second.
 */
final class HeaderLine {
  private static final int LONGEST = 1024;

  private byte[] bytes = new byte[96];
  private int length;

  /** Takes bytes up to a line feed; true when the line is whole, and then without its line end. */
  boolean take(ByteBuffer in) throws LoadException {
    while (in.hasRemaining()) {
      byte b = in.get();
      if (b == '\n') {
        length -= length > 0 && bytes[length - 1] == '\r' ? 1 : 0;
        return true;
      }
      if (length == LONGEST) {
        throw new LoadException("a header line of more than " + LONGEST + " bytes");
      }
      if (length == bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.min(LONGEST, length * 2));
      }
      bytes[length++] = b;
    }
    return false;
  }

  void clear() {
    length = 0;
  }

  boolean isEmpty() {
    return length == 0;
  }

  /** Whether the line starts with these letters, in any case. */
  boolean startsWith(String lowerCase) {
    for (int i = 0; i < lowerCase.length(); i++) {
      if (i == length || Character.toLowerCase(bytes[i]) != lowerCase.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /**
   * The number after the first {@code from} bytes and any spaces.
   *
   * @param decimals how many digits after the point belong to it; more are left out
   */
  long number(int from, int decimals) throws LoadException {
    int at = skipSpaces(from);
    int start = at;
    long value = 0;
    int point = -1;
    for (; at < length && (isDigit(bytes[at]) || (bytes[at] == '.' && point < 0)); at++) {
      if (bytes[at] == '.') {
        point = at;
      } else if (point < 0 || at - point <= decimals) {
        value = value * 10 + (bytes[at] - '0');
      }
    }
    int digits = (point < 0 ? at : point) - start;
    if (digits == 0 || digits + decimals > 18 || skipSpaces(at) != length) {
      throw new LoadException("not a number: " + this);
    }
    for (int given = point < 0 ? 0 : at - point - 1; given < decimals; given++) {
      value *= 10;
    }
    return value;
  }

  private int skipSpaces(int from) {
    int at = from;
    while (at < length && (bytes[at] == ' ' || bytes[at] == '\t')) {
      at++;
    }
    return at;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  @Override
  public String toString() {
    return new String(bytes, 0, Math.min(length, 120), StandardCharsets.ISO_8859_1);
  }
}
