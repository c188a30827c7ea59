package io.zoetrope.drivers.push;

import io.zoetrope.core.time.Timekeeper;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** Ends a body that never becomes a picture and so would keep others out. Used by one thread. */
final class PictureDeadline extends FilterInputStream {
  static final Duration LONGEST_PICTURE = Duration.ofSeconds(60);

  private final Timekeeper time;
  private long sinceNanos;

  PictureDeadline(InputStream body, Timekeeper time) {
    super(body);
    this.time = time;
    this.sinceNanos = time.nanoTime();
  }

  void restart() {
    sinceNanos = time.nanoTime();
  }

  @Override
  public int read() throws IOException {
    check();
    return super.read();
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    check();
    return super.read(bytes, offset, length);
  }

  private void check() throws IOException {
    if (time.nanoTime() - sinceNanos > LONGEST_PICTURE.toNanos()) {
      throw new IOException(
          "no whole picture has come for %d seconds: send smaller ones, or faster"
              .formatted(LONGEST_PICTURE.toSeconds()));
    }
  }
}
