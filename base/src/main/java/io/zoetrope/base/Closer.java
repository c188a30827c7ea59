package io.zoetrope.base;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Closes what was opened, the last first; what comes when that is over is closed at once. Any
 * thread may call it.
 */
public final class Closer implements AutoCloseable {
  private static final ForeignCode GUARD = new ForeignCode("Closing a part");

  /** A part may wait, without end, for a thread that itself waits until all is closed. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private final ReentrantLock closing = new ReentrantLock();
  private final Deque<AutoCloseable> open = new ArrayDeque<>(); // its own lock guards it
  private boolean closed; // guarded by the lock of those open

  /** Closes foreign code within this time at most; the name begins the sentence in the log. */
  public static AutoCloseable within(Duration atMost, String name, AutoCloseable part) {
    ForeignCode guard = new ForeignCode(name);
    return () -> {
      // Whoever closes has to close all, and may have been interrupted to do so.
      boolean interrupted = Thread.interrupted();
      try {
        boolean _ = guard.runWithin(atMost, part::close);
      } finally {
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    };
  }

  /** Closes it later, or now if the rest is closed already; returns the same. */
  public <T extends AutoCloseable> T add(T part) {
    boolean late;
    synchronized (open) {
      late = closed;
      if (!late) {
        open.push(part);
      }
    }
    if (late) {
      GUARD.run(part::close);
    }
    return part;
  }

  public boolean isClosed() {
    synchronized (open) {
      return closed;
    }
  }

  /**
   * Closes all; one that cannot be closed is logged and keeps no other open. When another thread is
   * doing so, this waits for it: half a minute at most, and not when interrupted.
   */
  @Override
  public void close() {
    if (!isMine()) {
      return;
    }
    try {
      for (AutoCloseable part = last(); part != null; part = last()) {
        GUARD.run(part::close);
      }
    } finally {
      closing.unlock();
    }
  }

  private boolean isMine() {
    // Whoever is the first closes all, even when interrupted.
    if (closing.tryLock()) {
      return true;
    }
    try {
      return closing.tryLock(LONGEST_WAIT.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private @Nullable AutoCloseable last() {
    synchronized (open) {
      closed = true;
      return open.poll();
    }
  }
}
