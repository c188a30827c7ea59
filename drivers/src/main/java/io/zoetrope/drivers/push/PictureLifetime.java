package io.zoetrope.drivers.push;

import io.zoetrope.core.time.Timekeeper;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long the newest picture may be shown while the next is awaited: a picture that was sent alone
 * longer than one of a series. Guarded by its point's lock, except {@link #maxSilence}, which any
 * thread may call.
 */
final class PictureLifetime {
  static final Duration STILL = Duration.ofSeconds(60);

  /** How soon the next picture of a series must come; an older one is not shown to newcomers. */
  static final Duration SERIES = Duration.ofSeconds(10);

  private final Timekeeper time;
  private volatile boolean still;
  private Timekeeper.@Nullable Timer timer;

  PictureLifetime(Timekeeper time) {
    this.time = time;
  }

  long oldestNanos() {
    return time.nanoTime() - (still ? STILL : SERIES).toNanos();
  }

  /** A new picture ends the time of the one before; alone, it may be its publisher's only one. */
  void pictureCame(boolean alone) {
    cancel();
    still &= alone;
  }

  /** The publisher has left a single picture, which is shown until {@code over} is called. */
  void startStill(Runnable over) {
    still = true;
    timer = time.after(STILL, over);
  }

  boolean isStillShown() {
    return timer != null;
  }

  boolean endStill() {
    boolean shown = timer != null;
    timer = null;
    return shown;
  }

  void end() {
    cancel();
    still = false;
  }

  /** For single pictures a little longer than {@link #STILL}, whose end says why they ended. */
  Duration maxSilence() {
    return still ? STILL.plusSeconds(5) : SERIES;
  }

  private void cancel() {
    if (timer != null) {
      timer.cancel();
    }
    timer = null;
  }
}
