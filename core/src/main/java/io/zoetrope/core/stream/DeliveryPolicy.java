package io.zoetrope.core.stream;

import java.time.Duration;

/** What a viewer may miss when it cannot keep up. */
public sealed interface DeliveryPolicy {

  /**
   * Pictures that stand alone, and only the newest: one with the viewer, one waiting, which a newer
   * one replaces. Of video whose pictures build on each other these are the key frames; no audio.
   */
  record LatestOnly() implements DeliveryPolicy {}

  /**
   * Every frame of all tracks, in order. When more than this waits, everything up to the next key
   * frame is dropped, and {@linkplain Viewer#dropped reported}, so that what the viewer gets can
   * always be decoded. Where all frames stand alone, the oldest are dropped.
   *
   * <p>So much may wait for the viewer, and as much again for its executor.
   *
   * @param bytes that may wait, at least 1; a single frame may be larger
   * @param age of the oldest frame that waits, compared with the newest, by their times of capture;
   *     more than none
   */
  record Queue(long bytes, Duration age) implements DeliveryPolicy {
    private static final Duration MOST = Duration.ofNanos(Long.MAX_VALUE);

    public Queue {
      if (bytes < 1 || age.isNegative() || age.isZero()) {
        throw new IllegalArgumentException(
            "a queue has room for at least 1 byte and some time, not %d bytes and %s"
                .formatted(bytes, age));
      }
    }

    /** The age, or as much of it as fits into nanoseconds: 292 years. */
    long ageNanos() {
      return age.compareTo(MOST) < 0 ? age.toNanos() : Long.MAX_VALUE;
    }
  }
}
