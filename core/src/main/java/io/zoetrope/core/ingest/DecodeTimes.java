package io.zoetrope.core.ingest;

import java.time.Duration;
import java.util.PriorityQueue;

/**
 * Says when each picture of a track is to be decoded, where only the times of their presentation
 * are known. Used by one thread.
 *
 * <p>Pictures are decoded in the order in which they come, and presented in the order of their
 * times; so each is decoded when the one is presented that has the same place in that other order,
 * earlier by the number of pictures that may overtake one.
 */
final class DecodeTimes {
  private static final int MOST_OVERTAKING = 16;

  /** Until two pictures have shown how long one lasts. */
  private static final long USUAL_STEP = Duration.ofMillis(40).toNanos();

  /** The smallest that containers can tell apart, which count 90,000 to a second. */
  private static final long SMALLEST_STEP = 11_111;

  private final PriorityQueue<Long> waiting = new PriorityQueue<>();
  private boolean begun;
  private int overtaking;
  private long first;
  private long latestDue = Long.MIN_VALUE;
  private long last;

  /** Some pictures more may overtake another. */
  void atLeast(int pictures) {
    overtaking = Math.max(overtaking, Math.min(pictures, MOST_OVERTAKING));
  }

  /** The time to decode the next picture, later than that of the last. */
  long next(long presentation) {
    if (!begun) {
      begun = true;
      first = presentation;
      last = presentation - (overtaking + 1) * USUAL_STEP;
    } else if (presentation < latestDue) {
      atLeast(overtaking + 1);
    }
    waiting.add(presentation);
    long due = first - (overtaking - waiting.size() + 1) * USUAL_STEP;
    if (waiting.size() > overtaking) {
      due = waiting.remove();
      latestDue = due;
    }
    last = Math.max(due, last + SMALLEST_STEP);
    return last;
  }
}
