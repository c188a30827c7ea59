package io.zoetrope.rows.format;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Collects UTF-8 in one array and writes it when that is full. One thread. */
final class Chunks {
  private static final int SIZE = 32 * 1024;
  private static final int REPLACEMENT = 0xFFFD;

  /** No escape of one character is longer. */
  private static final int LONGEST = 6;

  private static final int PIECE_CHARS = SIZE / LONGEST / 4;

  private final OutputStream out;
  private final InstantText instants = new InstantText();
  private final byte[] bytes = new byte[SIZE];
  private int end;
  private long chunks;
  private long lastNanos = System.nanoTime();

  Chunks(OutputStream out) {
    this.out = out;
  }

  /** How many chunks were written. */
  long chunks() {
    return chunks;
  }

  /** When the last one was. */
  long lastNanos() {
    return lastNanos;
  }

  /** Writes what there is, and lets it not wait anywhere else either. */
  void flush() throws IOException {
    write();
    out.flush();
  }

  void ascii(char one) throws IOException {
    room(1);
    bytes[end++] = (byte) one;
  }

  /** Writes a short text of ASCII as it is. */
  void ascii(String text) throws IOException {
    raw(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Writes short bytes as they are. */
  void raw(byte[] some) throws IOException {
    if (some.length > SIZE / 2) {
      write();
      out.write(some);
      return;
    }
    room(some.length);
    System.arraycopy(some, 0, bytes, end, some.length);
    end += some.length;
  }

  void number(long number) throws IOException {
    room(20);
    if (number < 0) {
      if (number == Long.MIN_VALUE) {
        ascii("-9223372036854775808");
        return;
      }
      bytes[end++] = '-';
    }
    long rest = Math.abs(number);
    int length = 1;
    for (long power = 10; length < 19 && rest >= power; power *= 10) {
      length++;
    }
    for (int at = end + length - 1; at >= end; at--) {
      bytes[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    end += length;
  }

  void instant(Instant instant) throws IOException {
    room(InstantText.LONGEST);
    end = instants.write(instant, bytes, end);
  }

  /** Writes any text, with what must not stand there as it is escaped. */
  void escaped(CharSequence text, Escapes escapes) throws IOException {
    int length = text.length();
    int at = 0;
    while (at < length) {
      int until = Math.min(length, at + PIECE_CHARS);
      // The second half of a pair may belong to the piece.
      room((until - at + 1) * LONGEST);
      at = piece(text, at, until, escapes);
    }
  }

  /** Writes these characters, for which there is room. Returns how far it has come. */
  private int piece(CharSequence text, int from, int until, Escapes escapes) {
    byte[] to = bytes;
    int put = end;
    int at = from;
    while (at < until) {
      char one = text.charAt(at++);
      if (escapes.isPlain(one)) {
        to[put++] = (byte) one;
        continue;
      }
      byte[] escape = escapes.of(one);
      if (escape != null) {
        System.arraycopy(escape, 0, to, put, escape.length);
        put += escape.length;
      } else if (one < 0x800) {
        to[put++] = (byte) (0xC0 | (one >> 6));
        to[put++] = continuation(one);
      } else if (!Character.isSurrogate(one)) {
        put = three(one, put);
      } else if (Character.isHighSurrogate(one)
          && at < text.length()
          && Character.isLowSurrogate(text.charAt(at))) {
        put = four(Character.toCodePoint(one, text.charAt(at++)), put);
      } else {
        put = three(REPLACEMENT, put);
      }
    }
    end = put;
    return at;
  }

  private int three(int one, int put) {
    bytes[put] = (byte) (0xE0 | (one >> 12));
    bytes[put + 1] = continuation(one >> 6);
    bytes[put + 2] = continuation(one);
    return put + 3;
  }

  private int four(int one, int put) {
    bytes[put] = (byte) (0xF0 | (one >> 18));
    bytes[put + 1] = continuation(one >> 12);
    bytes[put + 2] = continuation(one >> 6);
    bytes[put + 3] = continuation(one);
    return put + 4;
  }

  private static byte continuation(int bits) {
    return (byte) (0x80 | (bits & 0x3F));
  }

  private void room(int needed) throws IOException {
    if (needed > SIZE - end) {
      write();
    }
  }

  private void write() throws IOException {
    if (end > 0) {
      out.write(bytes, 0, end);
      end = 0;
      chunks++;
    }
    lastNanos = System.nanoTime();
  }
}
