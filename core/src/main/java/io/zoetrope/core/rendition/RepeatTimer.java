package io.zoetrope.core.rendition;

import io.zoetrope.core.camera.CameraTimings;
import io.zoetrope.core.stream.MediaStream;
import io.zoetrope.core.time.Timekeeper;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Shows the newest picture of a stream again when no other has come for a while, for browsers that
 * show a picture late. Any thread.
 */
final class RepeatTimer {
  private static final Duration AFTER = CameraTimings.STANDARD.repeatAfter();

  private final MediaStream stream;
  private final Timekeeper time;
  private final AtomicBoolean set = new AtomicBoolean();
  private volatile long shownNanos;

  RepeatTimer(MediaStream stream, Timekeeper time) {
    this.stream = stream;
    this.time = time;
  }

  /** A picture has been shown. One timer serves all that come before it is due. */
  void shown() {
    shownNanos = time.nanoTime();
    if (set.compareAndSet(false, true)) {
      waitFor(AFTER);
    }
  }

  private void waitFor(Duration delay) {
    time.after(delay, this::look);
  }

  private void look() {
    Duration missing = AFTER.minusNanos(time.nanoTime() - shownNanos);
    if (missing.isPositive()) {
      waitFor(missing);
    } else {
      set.set(false);
      stream.repeatLatest();
    }
  }
}
