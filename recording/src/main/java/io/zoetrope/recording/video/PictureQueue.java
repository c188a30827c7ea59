package io.zoetrope.recording.video;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The pictures on their way into a video, as many as make up for a hiccup. Any thread may call it.
 * It releases what it is given, unless somebody takes it.
 */
public final class PictureQueue implements AutoCloseable {
  private static final int MOST_PICTURES = 150;
  private static final long MOST_BYTES = 48L << 20;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  // Guarded by the lock.
  private final Deque<TimedPicture> pictures = new ArrayDeque<>();
  private long bytes;
  private long dropped;
  private boolean ended;
  private boolean closed;
  private long endMicros;

  /** Adds a picture if there is room, else drops and counts it. Does not wait. */
  public void offer(TimedPicture picture) {
    lock.lock();
    try {
      if (closed || ended || !hasRoom(picture)) {
        dropped += closed || ended ? 0 : 1;
        picture.release().run();
      } else {
        add(picture);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Adds a picture as soon as there is room. */
  public void put(TimedPicture picture) throws InterruptedException {
    boolean handedOver = false;
    lock.lock();
    try {
      while (!closed && !hasRoom(picture)) {
        changed.await();
      }
      if (!closed) {
        add(picture);
        handedOver = true;
      }
    } finally {
      lock.unlock();
      if (!handedOver) {
        picture.release().run();
      }
    }
  }

  /** There are no more; the last is shown until this time. */
  public void end(long atMicros) {
    lock.lock();
    try {
      ended = true;
      endMicros = atMicros;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** How many were dropped for want of room. */
  public long dropped() {
    lock.lock();
    try {
      return dropped;
    } finally {
      lock.unlock();
    }
  }

  /** The next picture, the caller's to release; waits for it. Empty at the end, or when closed. */
  Optional<TimedPicture> take() throws InterruptedException {
    lock.lock();
    try {
      while (pictures.isEmpty() && !ended && !closed) {
        changed.await();
      }
      TimedPicture next = pictures.poll();
      if (next != null) {
        bytes -= next.jpeg().remaining();
        changed.signalAll();
      }
      return Optional.ofNullable(next);
    } finally {
      lock.unlock();
    }
  }

  /** Whether it was closed before its end was reached. */
  boolean isCut() {
    lock.lock();
    try {
      return closed || !ended;
    } finally {
      lock.unlock();
    }
  }

  long endMicros() {
    lock.lock();
    try {
      return endMicros;
    } finally {
      lock.unlock();
    }
  }

  /** Releases what nobody has taken, and takes nothing more. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      pictures.forEach(picture -> picture.release().run());
      pictures.clear();
      bytes = 0;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private boolean hasRoom(TimedPicture picture) {
    return pictures.isEmpty()
        || (pictures.size() < MOST_PICTURES && bytes + picture.jpeg().remaining() <= MOST_BYTES);
  }

  private void add(TimedPicture picture) {
    pictures.add(picture);
    bytes += picture.jpeg().remaining();
    changed.signalAll();
  }
}
