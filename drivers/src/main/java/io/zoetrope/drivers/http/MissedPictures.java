package io.zoetrope.drivers.http;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Decides whether a camera that missed a picture is only busy for a moment. Used by one thread. */
final class MissedPictures {
  private static final int MOST_IN_ROW = 4;

  private final Duration interval;
  private final Duration silence;
  private final LongSupplier nanoTime;
  private int inRow;
  private long lastPictureNanos;

  MissedPictures(Duration interval, Duration silence, LongSupplier nanoTime) {
    this.interval = interval;
    this.silence = silence;
    this.nanoTime = nanoTime;
    this.lastPictureNanos = nanoTime.getAsLong();
  }

  void pictureCame() {
    inRow = 0;
    lastPictureNanos = nanoTime.getAsLong();
  }

  /** Counts one that did not come, and says whether the next may be waited for. */
  boolean mayBeLeftOut() {
    inRow++;
    Duration untilNext = Duration.ofNanos(nanoTime.getAsLong() - lastPictureNanos).plus(interval);
    Duration answered = untilNext.plus(interval.dividedBy(4)); // Leaves it time to answer.
    return inRow <= MOST_IN_ROW && answered.compareTo(silence) < 0;
  }
}
