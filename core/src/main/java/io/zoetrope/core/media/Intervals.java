package io.zoetrope.core.media;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The time from frame to frame of each track of a camera. Any thread may call it. */
final class Intervals {
  private final ConcurrentMap<Integer, Long> newest = new ConcurrentHashMap<>(2);

  /** From the frame before to this one; 0 if there was none, or its time has begun again. */
  long next(Track track, long decodeNanos) {
    Long before = newest.put(track.id(), decodeNanos);
    return before == null ? 0 : Math.max(0, decodeNanos - before);
  }
}
