package io.zoetrope.core.camera;

import java.time.Duration;

/** From which picture to which a session has delivered. Guarded by the camera's lock. */
final class Delivery {
  private boolean begun;
  private long firstNanos;
  private long lastNanos;

  /** Notes a picture and says whether it is the session's first. */
  boolean mark(long nanos) {
    boolean first = !begun;
    if (first) {
      firstNanos = nanos;
    }
    begun = true;
    lastNanos = nanos;
    return first;
  }

  boolean begun() {
    return begun;
  }

  /** Whether pictures came over so long a time. Silence after the last does not count. */
  boolean lasted(Duration time) {
    return begun && lastNanos - firstNanos >= time.toNanos();
  }
}
