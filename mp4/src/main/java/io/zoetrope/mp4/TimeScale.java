package io.zoetrope.mp4;

import io.zoetrope.core.media.AudioFormat;
import io.zoetrope.core.media.TrackFormat;

/** In how many units a second the times of a track are written. Immutable. */
record TimeScale(int unitsPerSecond) {
  private static final long NANOS = 1_000_000_000;

  /** What RTP counts pictures in, so that times which came that way return to what they were. */
  private static final int VIDEO = 90_000;

  static TimeScale of(TrackFormat format) {
    return new TimeScale(format instanceof AudioFormat audio ? audio.sampleRate() : VIDEO);
  }

  /** The nearest whole number of units. Never overflows: it counts the seconds by themselves. */
  long units(long nanos) {
    long seconds = Math.floorDiv(nanos, NANOS);
    long rest = Math.floorMod(nanos, NANOS);
    return seconds * unitsPerSecond + (rest * unitsPerSecond + NANOS / 2) / NANOS;
  }

  /** The nearest whole nanosecond. */
  long nanos(long units) {
    long seconds = Math.floorDiv(units, unitsPerSecond);
    long rest = Math.floorMod(units, unitsPerSecond);
    return seconds * NANOS + (rest * NANOS + unitsPerSecond / 2) / unitsPerSecond;
  }
}
