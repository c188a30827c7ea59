package io.zoetrope.recording;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.stream.DeliveryPolicy;
import io.zoetrope.core.stream.Subscription;
import io.zoetrope.core.stream.Viewer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * All that a camera sends, one frame after the other, from its last key frame on. Shown frames by
 * any thread, which it never holds; one thread takes them, and while it is slow they wait in the
 * stream.
 */
final class ClipFrames implements Viewer, AutoCloseable {
  /** A disk may be busy for a while. */
  private static final DeliveryPolicy EVERY_FRAME =
      new DeliveryPolicy.Queue(64 << 20, Duration.ofSeconds(20));

  private record Shown(Frame frame, Subscription through) {}

  // Guarded by this.
  private final Deque<Shown> waiting = new ArrayDeque<>(2); // one of each camera that is followed
  private int dropped;
  private boolean closed;

  @Override
  public synchronized void show(Frame frame, Subscription through) {
    if (!closed) {
      waiting.add(new Shown(frame.retain(), through));
      notifyAll();
    }
  }

  @Override
  public DeliveryPolicy policy() {
    return EVERY_FRAME;
  }

  @Override
  public synchronized void dropped(int frames) {
    dropped += frames;
  }

  /** The frame whose turn it is, which stays here until {@link #done()}. */
  synchronized Optional<Frame> next(Duration atMost) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    for (long left = atMost.toNanos();
        waiting.isEmpty() && left > 0;
        left = end - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return Optional.ofNullable(waiting.peek()).map(Shown::frame);
  }

  /** Goes on to the next frame. */
  void done() {
    Shown over;
    synchronized (this) {
      over = waiting.remove();
    }
    over.frame().release();
    over.through().ready();
  }

  /** How many frames were dropped since this was asked last. */
  synchronized int takeDropped() {
    int taken = dropped;
    dropped = 0;
    return taken;
  }

  @Override
  public synchronized void close() {
    closed = true;
    waiting.forEach(shown -> shown.frame().release());
    waiting.clear();
  }
}
