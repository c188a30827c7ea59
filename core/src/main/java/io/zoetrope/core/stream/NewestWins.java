package io.zoetrope.core.stream;

import io.zoetrope.core.media.Frame;
import org.jspecify.annotations.Nullable;

/**
 * Room for one waiting frame: a newer one takes the place of the one that waits. Not thread-safe:
 * its owner locks.
 *
 * <p>What may be dropped follows from the frames themselves. A key frame replaces whatever waits. A
 * frame that builds on others cannot: when it finds the place taken, it and all up to the next key
 * frame are dropped, since they could not be decoded. With JPEG every frame is a key frame.
 */
final class NewestWins {
  private @Nullable Frame waiting;
  private boolean awaitingKeyFrame = true;

  /**
   * Keeps the frame, with a reference of its own, or drops it or the one that waited.
   *
   * @return how many frames were dropped
   */
  int offer(Frame frame) {
    if (!frame.keyFrame() && (awaitingKeyFrame || waiting != null)) {
      awaitingKeyFrame = true;
      return 1 + (waiting != null && !waiting.keyFrame() ? drop() : 0);
    }
    awaitingKeyFrame = false;
    int dropped = drop();
    waiting = frame.retain();
    return dropped;
  }

  /** The waiting frame, whose reference is now the caller's to release. */
  @Nullable Frame poll() {
    Frame frame = waiting;
    waiting = null;
    return frame;
  }

  boolean isEmpty() {
    return waiting == null;
  }

  /** Drops the waiting frame, if there is one, and says how many that were. */
  int clear() {
    awaitingKeyFrame = true;
    return drop();
  }

  private int drop() {
    if (waiting == null) {
      return 0;
    }
    waiting.release();
    waiting = null;
    return 1;
  }
}
