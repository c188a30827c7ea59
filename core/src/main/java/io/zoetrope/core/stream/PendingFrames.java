package io.zoetrope.core.stream;

import io.zoetrope.core.media.Frame;
import org.jspecify.annotations.Nullable;

/**
 * The frames that wait for a viewer, or for the executor of several, by its {@link DeliveryPolicy}.
 * Not thread-safe: its owner locks.
 */
sealed interface PendingFrames permits NewestWins, FrameQueue {

  static PendingFrames by(DeliveryPolicy policy) {
    return switch (policy) {
      case DeliveryPolicy.LatestOnly _ -> new NewestWins();
      case DeliveryPolicy.Queue(long bytes, var age) -> new FrameQueue(bytes, age.toNanos());
    };
  }

  /**
   * Keeps the frame, with a reference of its own, or drops it or others that waited.
   *
   * @return how many frames were dropped that the viewer should have had
   */
  int offer(Frame frame);

  /**
   * Drops what is no longer worth taking. To be called before a frame is taken for a viewer.
   *
   * @return how many frames were dropped
   */
  int trim();

  /** The next frame, whose reference is now the caller's to release. */
  @Nullable Frame poll();

  boolean isEmpty();

  /** Drops what waits, and says how many frames that were. */
  int clear();
}
