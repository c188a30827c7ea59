package io.zoetrope.ffmpeg.nut;

import io.netty.buffer.ByteBuf;
import io.zoetrope.ffmpeg.pictures.BufferedBytes;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The numbers and strings that NUT is made of, and how many bytes they took. Used by one thread.
 *
 * <p>Numbers come in groups of seven bits, the highest first; the highest bit of a byte says that
 * another follows.
 */
final class NutFields {
  private static final int LONGEST_STRING = 1 << 20;

  private final BufferedBytes in;
  private long position;

  NutFields(BufferedBytes in) {
    this.in = in;
  }

  /** How many bytes were taken so far. */
  long position() {
    return position;
  }

  int octet() throws IOException {
    int octet = in.next();
    if (octet < 0) {
      throw new EOFException("the stream has ended");
    }
    position++;
    return octet;
  }

  /** A number of 0 or more. */
  long number() throws IOException {
    long value = 0;
    for (int octets = 0; octets < 9; octets++) { // 63 bits
      int octet = octet();
      value = value << 7 | (octet & 0x7F);
      if (octet < 0x80) {
        return value;
      }
    }
    throw new IOException("a number in what FFmpeg writes is too long");
  }

  /** Leaves a number out, which may be one that FFmpeg gets wrong: of 64 bits. */
  void skipNumber() throws IOException {
    int octets = 1;
    while (octet() >= 0x80) {
      if (++octets > 10) {
        throw new IOException("a number in what FFmpeg writes is too long");
      }
    }
  }

  /** A number of 0 or more, up to a limit. */
  int number(int most) throws IOException {
    long value = number();
    if (value > most) {
      throw new IOException(
          "a number in what FFmpeg writes is too large: %d instead of at most %d"
              .formatted(value, most));
    }
    return (int) value;
  }

  /** A number with a sign. */
  long signed() throws IOException {
    long value = number() + 1;
    return (value & 1) == 1 ? -(value >> 1) : value >> 1;
  }

  byte[] bytes() throws IOException {
    return bytes(number(LONGEST_STRING));
  }

  byte[] bytes(int count) throws IOException {
    byte[] bytes = new byte[count];
    for (int n = 0; n < bytes.length; n++) {
      bytes[n] = (byte) octet();
    }
    return bytes;
  }

  String text() throws IOException {
    return new String(bytes(), StandardCharsets.ISO_8859_1);
  }

  /** Takes so many bytes to the end of a buffer. */
  void moveTo(ByteBuf target, int count) throws IOException {
    for (int missing = count; missing > 0; ) {
      int available = in.available();
      if (available < 0) {
        throw new EOFException("the stream ended within a packet");
      }
      int taken = Math.min(missing, available);
      in.moveTo(target, taken);
      missing -= taken;
    }
    position += count;
  }

  void skip(long count) throws IOException {
    for (long n = 0; n < count; n++) {
      int _ = octet();
    }
  }

  /** Eight bytes, the highest first. */
  long startCode(int first) throws IOException {
    long value = first;
    for (int n = 1; n < Long.BYTES; n++) {
      value = value << 8 | octet();
    }
    return value;
  }
}
