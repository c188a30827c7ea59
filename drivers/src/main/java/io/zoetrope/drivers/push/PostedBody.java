package io.zoetrope.drivers.push;

import io.zoetrope.core.time.Timekeeper;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A body that ends if it never becomes a picture, and so would keep others out. It remembers why it
 * could not be read further. One thread reads at a time, others may ask.
 */
final class PostedBody extends FilterInputStream {
  static final Duration LONGEST_PICTURE = Duration.ofSeconds(60);

  private final Timekeeper time;
  private volatile long sinceNanos;
  private volatile @Nullable IOException failure;

  PostedBody(InputStream body, Timekeeper time) {
    super(body);
    this.time = time;
    this.sinceNanos = time.nanoTime();
  }

  void pictureCame() {
    sinceNanos = time.nanoTime();
  }

  /** Throws what reading has failed with, if it has. */
  void requireUnharmed() throws IOException {
    IOException harm = failure;
    if (harm != null) {
      throw harm;
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    try {
      requireTimely();
      return super.read(bytes, offset, length);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  private void requireTimely() throws IOException {
    if (time.nanoTime() - sinceNanos > LONGEST_PICTURE.toNanos()) {
      throw new IOException(
          "no whole picture has come for %d seconds: send smaller ones, or faster"
              .formatted(LONGEST_PICTURE.toSeconds()));
    }
  }
}
