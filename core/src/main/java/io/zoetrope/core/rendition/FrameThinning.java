package io.zoetrope.core.rendition;

/**
 * Chooses which frames to leave out, so that those that stay come at a given rate and as evenly as
 * the camera's allow. Used by one thread at a time.
 *
 * <p>Frames are due at equal distances, and of those captured around such a moment the nearest is
 * taken: one is near enough when no later one can be nearer, that is, from half a camera's interval
 * before the moment on. The next moment follows from the moment, not from the frame taken, so a
 * frame that comes a little early or late does not change the rate; but all moments are moved a
 * little towards it, so that they settle where the camera's pictures are and not between two of
 * them. After a longer silence they start again: nothing is made up for.
 */
final class FrameThinning {
  private static final long SMOOTHING = 8;

  /** Faster, and a camera a little too fast would keep all its pictures. */
  private static final long SETTLING = 32;

  private final long intervalNanos;
  private boolean begun;
  private long dueNanos;
  private long lastCaptureNanos;
  private long cameraIntervalNanos;

  FrameThinning(double fps) {
    this.intervalNanos = (long) (1e9 / fps);
  }

  /** Whether the frame captured at this time is to be shown. Asked once for each frame. */
  boolean takes(long capturedNanos) {
    if (!begun) {
      begun = true;
      dueNanos = capturedNanos + intervalNanos;
      lastCaptureNanos = capturedNanos;
      return true;
    }
    measure(capturedNanos - lastCaptureNanos);
    lastCaptureNanos = capturedNanos;
    long tooEarlyNanos = dueNanos - capturedNanos;
    if (tooEarlyNanos > Math.min(cameraIntervalNanos, intervalNanos) / 2) {
      return false;
    }
    boolean late = -tooEarlyNanos >= intervalNanos;
    dueNanos = intervalNanos + (late ? capturedNanos : dueNanos - tooEarlyNanos / SETTLING);
    return true;
  }

  /** A pause counts as two intervals at most: it says little about those to come. */
  private void measure(long sinceLastNanos) {
    if (cameraIntervalNanos == 0) {
      cameraIntervalNanos = sinceLastNanos;
    } else {
      long counted = Math.min(sinceLastNanos, 2 * cameraIntervalNanos);
      cameraIntervalNanos += (counted - cameraIntervalNanos) / SMOOTHING;
    }
  }
}
