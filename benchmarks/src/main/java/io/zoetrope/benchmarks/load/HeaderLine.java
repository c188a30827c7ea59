package io.zoetrope.benchmarks.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * For one thread. Gathers one line of a head, however it was split on the way, and reads numbers
 * from it in place.
 */
final class HeaderLine {
  private static final int LONGEST = 1024;

  private byte[] bytes = new byte[96];
  private int length;

  /** Takes bytes up to a line feed; true when the line is whole, and then without its line end. */
  boolean take(ByteBuffer in) throws BrokenStreamException {
    while (in.hasRemaining()) {
      byte b = in.get();
      if (b == '\n') {
        if (length > 0 && bytes[length - 1] == '\r') {
          length--;
        }
        return true;
      }
      if (length == bytes.length) {
        grow();
      }
      bytes[length++] = b;
    }
    return false;
  }

  private void grow() throws BrokenStreamException {
    if (length == LONGEST) {
      throw new BrokenStreamException("a header line of more than " + LONGEST + " bytes");
    }
    bytes = Arrays.copyOf(bytes, Math.min(LONGEST, length * 2));
  }

  void clear() {
    length = 0;
  }

  boolean isEmpty() {
    return length == 0;
  }

  /** Whether the line starts with {@code lowerCase}, in any case. */
  boolean startsWith(String lowerCase) {
    if (length < lowerCase.length()) {
      return false;
    }
    for (int i = 0; i < lowerCase.length(); i++) {
      int b = bytes[i];
      if (b >= 'A' && b <= 'Z') {
        b += 'a' - 'A';
      }
      if (b != lowerCase.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** The decimal number after the first {@code from} bytes and any spaces. */
  long number(int from) throws BrokenStreamException {
    int at = skipSpaces(from);
    int start = at;
    long value = 0;
    while (at < length && isDigit(bytes[at])) {
      value = value * 10 + (bytes[at++] - '0');
    }
    if (at == start || at - start > 18 || skipSpaces(at) != length) {
      throw new BrokenStreamException("not a number: " + this);
    }
    return value;
  }

  /** Seconds with up to any number of decimals, as microseconds. */
  long micros(int from) throws BrokenStreamException {
    int at = skipSpaces(from);
    int start = at;
    long value = 0;
    while (at < length && isDigit(bytes[at])) {
      value = value * 10 + (bytes[at++] - '0');
    }
    if (at == start || at - start > 12) {
      throw new BrokenStreamException("not seconds.micros: " + this);
    }
    int decimals = 0;
    if (at < length && bytes[at] == '.') {
      at++;
      while (at < length && isDigit(bytes[at])) {
        if (decimals < 6) {
          value = value * 10 + (bytes[at] - '0');
          decimals++;
        }
        at++;
      }
    }
    if (skipSpaces(at) != length) {
      throw new BrokenStreamException("not seconds.micros: " + this);
    }
    for (; decimals < 6; decimals++) {
      value *= 10;
    }
    return value;
  }

  /** The hexadecimal number that starts the line, up to its end or a semicolon. */
  long hex() throws BrokenStreamException {
    long value = 0;
    int at = 0;
    for (; at < length && bytes[at] != ';' && bytes[at] != ' '; at++) {
      int digit = Character.digit(bytes[at], 16);
      if (digit < 0 || at >= 15) {
        throw new BrokenStreamException("not a chunk size: " + this);
      }
      value = value << 4 | digit;
    }
    if (at == 0) {
      throw new BrokenStreamException("a chunk without a size");
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
