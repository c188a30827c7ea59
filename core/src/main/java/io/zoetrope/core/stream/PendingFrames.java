package io.zoetrope.core.stream;

import io.zoetrope.core.media.Frame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The frames that wait for a viewer, or for the executor of several, by its {@link DeliveryPolicy}.
 * Not thread-safe: its owner locks.
 */
sealed interface PendingFrames permits NewestWins, FrameQueue {

  static PendingFrames by(DeliveryPolicy policy) {
    return switch (policy) {
      case DeliveryPolicy.LatestOnly _ -> new NewestWins();
      case DeliveryPolicy.Queue queue -> new FrameQueue(queue.bytes(), queue.ageNanos());
    };
  }

  /** Whether a viewer with this policy should have the frame at all. */
  boolean wants(Frame frame);

  /**
   * Keeps a frame that is wanted, with a reference of its own, or drops it or others that waited.
   *
   * @return how many frames were dropped
   */
  int offer(Frame frame);

  /**
   * Keeps what a newcomer begins with, while nothing else has been offered.
   *
   * @param group begins with a key frame, and stays the caller's
   * @return the newest that was kept
   */
  Frame begin(List<Frame> group);

  /**
   * Drops what is no longer worth taking. To be called before a frame is taken for a viewer.
   *
   * @return how many frames were dropped
   */
  int trim();

  /** The next frame, whose reference is now the caller's to release. */
  @Nullable Frame poll();

  /** How many frames wait. */
  int size();

  /** Drops what waits, and says how many frames that were. What is offered next may follow. */
  int clear();

  /** As {@link #clear}, where what is offered next may build on what was dropped. */
  int lose();
}
