package io.zoetrope.ffmpeg;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A stream that comes only once, whose beginning several programs read, one after the other: each
 * begins where the first did, until it is settled which one keeps it. Any thread may call it.
 */
final class ReplayedFeed {
  /** More than FFmpeg reads before it says what it is. */
  private static final int LONGEST_BEGINNING = 8 << 20;

  private static final byte[] NOTHING = {};

  private final InputStream source;

  /** Held while bytes are awaited: what comes is for all who read. Nothing else waits for it. */
  private final ReentrantLock awaiting = new ReentrantLock();

  // Guarded by this.
  private byte[] kept = new byte[64 * 1024];
  private int size;
  private boolean settled;
  private @Nullable Reader current;

  ReplayedFeed(InputStream source) {
    this.source = source;
  }

  /**
   * All of it once more, from its beginning; those before get nothing from now on. Closing it does
   * nothing.
   */
  synchronized InputStream fromBeginning() {
    Reader reader = new Reader();
    current = reader;
    return reader;
  }

  /** Nobody else will read it from its beginning. */
  synchronized void settle() {
    settled = true;
    forgetWhatWasRead();
  }

  /** Whether it is still there from its beginning on. */
  synchronized boolean isWhole() {
    return !settled;
  }

  synchronized int keptBytes() {
    return size;
  }

  private final class Reader extends InputStream {
    private int position; // in what is kept; guarded by the feed

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
      int again = replay(target, offset, count);
      if (again > 0) {
        return again;
      }
      awaiting.lock();
      try {
        again = replay(target, offset, count); // It may have come for somebody else.
        if (again > 0 || isAbandoned(this)) {
          return again > 0 ? again : -1;
        }
        int read = source.read(target, offset, count);
        if (read > 0) {
          took(this, target, offset, read);
        }
        return read;
      } finally {
        awaiting.unlock();
      }
    }

    private int replay(byte[] target, int offset, int count) {
      synchronized (ReplayedFeed.this) {
        int taken = Math.min(count, size - position);
        if (taken > 0) {
          System.arraycopy(kept, position, target, offset, taken);
          position += taken;
          forgetWhatWasRead();
        }
        return taken;
      }
    }
  }

  private synchronized boolean isAbandoned(Reader reader) {
    return reader != current;
  }

  private synchronized void took(Reader by, byte[] bytes, int offset, int count) {
    settled |= size + count > LONGEST_BEGINNING;
    if (!settled || by != current) {
      keep(bytes, offset, count);
      by.position += count;
    }
    forgetWhatWasRead();
  }

  private void keep(byte[] bytes, int offset, int count) {
    if (size + count > kept.length) {
      kept = Arrays.copyOf(kept, Math.max(size + count, 2 * kept.length));
    }
    System.arraycopy(bytes, offset, kept, size, count);
    size += count;
  }

  /** Once no other will begin, what the last one has read is of no use. */
  private void forgetWhatWasRead() {
    if (settled && current != null && current.position == size) {
      kept = NOTHING;
      size = 0;
      current.position = 0;
    }
  }
}
