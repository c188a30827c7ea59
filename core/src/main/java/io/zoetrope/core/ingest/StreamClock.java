package io.zoetrope.core.ingest;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Puts the times of a stream, whose clock is another's, on the monotonic clock of this machine: all
 * its tracks by the same difference. Used by one thread.
 *
 * <p>The first frame is taken to be of the moment when it arrives. Clocks differ by some seconds a
 * day, so the difference is adjusted little by little, to what the least delayed frames say. Where
 * the stream's times jump, another difference holds.
 */
public final class StreamClock {
  /** What a stream's times may leave out, compared with the clock here, before it is a jump. */
  private static final long MOST_LEFT_OUT = Duration.ofSeconds(5).toNanos();

  /** How far they may go back: pictures do not come in the order of their times. */
  private static final long MOST_BACK = Duration.ofSeconds(1).toNanos();

  /** A track that jumps too may be this far off the other's difference. */
  private static final long SAME_JUMP = Duration.ofSeconds(1).toNanos();

  private static final long WINDOW = Duration.ofSeconds(5).toNanos();
  private static final long TOLERATED = Duration.ofMillis(30).toNanos();

  /** No ear hears one in two hundred. */
  private static final int SLOWNESS = 200;

  private record Last(long stream, long arrival) {}

  private final Map<Integer, Last> lasts = new HashMap<>();
  private boolean untimed;
  private boolean begun;
  private long difference;
  private long windowBegan;
  private long leastDelay;
  private long toAdjust;
  private long adjustedAt;

  /** The stream has no times of its own: each frame is of the moment when it arrives. */
  public void ignoreStream() {
    untimed = true;
  }

  /** When a frame of this track is to be presented, for times that come in the order of arrival. */
  public long monotonic(int track, long streamNanos, long arrivalNanos) {
    if (untimed) {
      return arrivalNanos;
    }
    Last last = lasts.put(track, new Last(streamNanos, arrivalNanos));
    boolean jumped = last != null && isJump(last, streamNanos, arrivalNanos);
    if (!begun || (jumped && !isNear(streamNanos, arrivalNanos))) {
      begun = true;
      difference = arrivalNanos - streamNanos;
      beginWindow(arrivalNanos);
      toAdjust = 0;
      adjustedAt = arrivalNanos;
    } else {
      adjust(arrivalNanos);
    }
    observe(arrivalNanos - (streamNanos + difference), arrivalNanos);
    return streamNanos + difference;
  }

  private static boolean isJump(Last last, long stream, long arrival) {
    long step = stream - last.stream;
    return step < -MOST_BACK || step - (arrival - last.arrival) > MOST_LEFT_OUT;
  }

  private boolean isNear(long stream, long arrival) {
    return Math.abs(stream + difference - arrival) < SAME_JUMP;
  }

  private void adjust(long now) {
    long most = (now - adjustedAt) / SLOWNESS;
    long step = Math.clamp(toAdjust, -most, most);
    difference += step;
    toAdjust -= step;
    adjustedAt = now;
  }

  private void observe(long delay, long now) {
    leastDelay = Math.min(leastDelay, delay);
    if (now - windowBegan > WINDOW) {
      toAdjust = Math.abs(leastDelay) > TOLERATED ? leastDelay : 0;
      beginWindow(now);
    }
  }

  private void beginWindow(long now) {
    windowBegan = now;
    leastDelay = Long.MAX_VALUE;
  }
}
