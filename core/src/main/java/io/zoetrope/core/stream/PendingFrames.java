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

  boolean wants(Frame frame);

  /** Keeps the frame with a reference of its own, or drops it or others; returns how many. */
  int offer(Frame frame);

  /**
   * Keeps what a newcomer begins with, from a key frame on, and returns the newest that was kept.
   * The group stays the caller's.
   */
  Frame begin(List<Frame> group);

  /** Drops what is not worth taking any more, before a frame is taken; returns how many. */
  int trim();

  /** The next frame, whose reference is now the caller's to release. */
  @Nullable Frame poll();

  int size();

  /** Drops what waits, and says how many frames that were. What is offered next may follow. */
  int clear();

  /** As {@link #clear}, where what is offered next may build on what was dropped. */
  int lose();
}
