package io.zoetrope.recording.video;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Pictures on their way into a video. Any thread. Releases what it is given unless it is taken. */
public final class PictureQueue implements AutoCloseable {
  private static final int MOST_PICTURES = 150;
  private static final long MOST_BYTES = 48L << 20;

  // Guarded by this.
  private final Deque<TimedPicture> pictures = new ArrayDeque<>();
  private long bytes;
  private long dropped;
  private boolean ended;
  private boolean closed;
  private long endMicros;

  /** Adds a picture if there is room, else drops and counts it. Does not wait. */
  public synchronized void offer(TimedPicture picture) {
    if (closed || ended || !hasRoom(picture)) {
      dropped += closed || ended ? 0 : 1;
      picture.release().run();
    } else {
      add(picture);
    }
  }

  public void put(TimedPicture picture) throws InterruptedException {
    boolean handedOver = false;
    try {
      synchronized (this) {
        while (!closed && !hasRoom(picture)) {
          wait();
        }
        if (!closed) {
          add(picture);
          handedOver = true;
        }
      }
    } finally {
      if (!handedOver) {
        picture.release().run();
      }
    }
  }

  public synchronized void end(long atMicros) {
    ended = true;
    endMicros = atMicros;
    notifyAll();
  }

  public synchronized long dropped() {
    return dropped;
  }

  /** The next picture, the caller's to release; waits for it. Empty at the end, or when closed. */
  synchronized Optional<TimedPicture> take() throws InterruptedException {
    while (pictures.isEmpty() && !ended && !closed) {
      wait();
    }
    TimedPicture next = pictures.poll();
    if (next != null) {
      bytes -= next.jpeg().remaining();
      notifyAll();
    }
    return Optional.ofNullable(next);
  }

  synchronized boolean isCut() {
    return closed || !ended;
  }

  synchronized long endMicros() {
    return endMicros;
  }

  /** Releases what nobody has taken, and takes nothing more. */
  @Override
  public synchronized void close() {
    closed = true;
    pictures.forEach(picture -> picture.release().run());
    pictures.clear();
    bytes = 0;
    notifyAll();
  }

  private boolean hasRoom(TimedPicture picture) {
    return pictures.isEmpty()
        || (pictures.size() < MOST_PICTURES && bytes + picture.jpeg().remaining() <= MOST_BYTES);
  }

  private void add(TimedPicture picture) {
    pictures.add(picture);
    bytes += picture.jpeg().remaining();
    notifyAll();
  }
}
