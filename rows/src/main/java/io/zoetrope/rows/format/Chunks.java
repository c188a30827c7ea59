package io.zoetrope.rows.format;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Collects text and writes it as UTF-8 when there is enough of it. One thread. */
final class Chunks {
  private static final int ENOUGH_CHARS = 24 * 1024;
  private static final int MOST_BYTES = 32 * 1024;

  private final OutputStream out;
  private final StringBuilder text = new StringBuilder(MOST_BYTES);
  private long chunks;
  private long lastNanos = System.nanoTime();

  Chunks(OutputStream out) {
    this.out = out;
  }

  long chunks() {
    return chunks;
  }

  long lastNanos() {
    return lastNanos;
  }

  /** Writes what there is, and lets it not wait anywhere else either. */
  void flush() throws IOException {
    write();
    out.flush();
  }

  void raw(char one) {
    text.append(one);
  }

  void raw(String some) throws IOException {
    text.append(some);
    writeIfEnough();
  }

  void number(long number) {
    text.append(number);
  }

  /** Writes any text, with what must not stand there as it is escaped. */
  void escaped(CharSequence some, Escapes escapes) throws IOException {
    escapes.append(some, text);
    writeIfEnough();
  }

  private void writeIfEnough() throws IOException {
    if (text.length() >= ENOUGH_CHARS) {
      write();
    }
  }

  private void write() throws IOException {
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    text.setLength(0);
    for (int from = 0; from < bytes.length; from += MOST_BYTES) {
      out.write(bytes, from, Math.min(MOST_BYTES, bytes.length - from));
      chunks++;
    }
    lastNanos = System.nanoTime();
  }
}
