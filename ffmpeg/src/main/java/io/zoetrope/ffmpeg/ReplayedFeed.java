package io.zoetrope.ffmpeg;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * A stream that comes only once, whose beginning several programs read, one after the other: each
 * begins where the first did, until it is settled which one keeps it. Any thread may call it.
 */
final class ReplayedFeed {
  /** More than FFmpeg reads before it says what it is. */
  private static final int LONGEST_BEGINNING = 8 << 20;

  private final InputStream source;

  // Guarded by this.
  private byte[] beginning = new byte[64 * 1024];
  private int size;

  // Not guarded: a reader holds the lock for as long as nothing comes.
  private volatile boolean settled;

  ReplayedFeed(InputStream source) {
    this.source = source;
  }

  /** All of it once more, from its beginning. Closing it does nothing. */
  InputStream fromBeginning() {
    return new Reader();
  }

  /** Nobody else will read it from its beginning. */
  void settle() {
    settled = true;
  }

  /** Whether it is still there from its beginning on. */
  boolean isWhole() {
    return !settled;
  }

  private final class Reader extends InputStream {
    private int position;

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    /** Whoever waits for the next bytes holds the lock: they are for all who read. */
    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
      synchronized (ReplayedFeed.this) {
        if (position < size) {
          int taken = Math.min(count, size - position);
          System.arraycopy(beginning, position, target, offset, taken);
          position += taken;
          return taken;
        }
        int read = source.read(target, offset, count);
        if (read > 0 && !settled) {
          record(target, offset, read);
        }
        position += Math.max(0, read);
        return read;
      }
    }
  }

  private void record(byte[] from, int offset, int count) {
    if (size + count > LONGEST_BEGINNING) {
      settled = true;
      return;
    }
    if (size + count > beginning.length) {
      beginning = Arrays.copyOf(beginning, Math.max(size + count, 2 * beginning.length));
    }
    System.arraycopy(from, offset, beginning, size, count);
    size += count;
  }
}
