package io.zoetrope.web.mp4;

import io.zoetrope.core.media.Frame;
import java.time.Duration;

/**
 * The times at which a newcomer is shown what has been since the last key frame: all of it within a
 * moment, so that a player that plays everything from the beginning is live at once. Immutable.
 *
 * @param liveNanos where on the frames' time line the newcomer has come; later times are their own
 * @param pace of the time before
 */
record CatchUp(long liveNanos, double pace) {
  private static final double MOMENT_NANOS = Duration.ofMillis(100).toNanos();

  /** For those who want everything at its own time. */
  static final CatchUp NONE = new CatchUp(Long.MIN_VALUE, 1);

  /** For somebody who comes now and begins with this frame. */
  static CatchUp from(Frame first, long nowNanos) {
    return between(
        first.decodeNanos(), first.presentationNanos() + nowNanos - first.capturedNanos());
  }

  static CatchUp between(long beginNanos, long liveNanos) {
    long past = liveNanos - beginNanos;
    return past <= MOMENT_NANOS ? NONE : new CatchUp(liveNanos, MOMENT_NANOS / past);
  }

  boolean isLive(Frame frame) {
    return frame.decodeNanos() >= liveNanos;
  }

  /** Sound cannot be heard any faster. */
  boolean leavesOut(Frame frame) {
    return !frame.track().isVideo() && !isLive(frame);
  }

  long moved(long nanos) {
    return nanos >= liveNanos ? nanos : liveNanos - Math.round((liveNanos - nanos) * pace);
  }
}
