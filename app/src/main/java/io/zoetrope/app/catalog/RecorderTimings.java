package io.zoetrope.app.catalog;

import io.zoetrope.base.Backoff;
import java.time.Duration;

/**
 * How a recorder waits.
 *
 * @param gathering for how long events are gathered before they are written in one go
 * @param opening the same before the catalog is open, so that first viewers have the machine for
 *     themselves
 * @param walk before it looks for tasks whose events it has missed
 * @param pauses between attempts that fail
 * @param atClose for what has not been written when it is closed
 */
record RecorderTimings(
    Duration gathering, Duration opening, Duration walk, Backoff pauses, Duration atClose) {
  static final RecorderTimings STANDARD =
      new RecorderTimings(
          Duration.ofMillis(200),
          Duration.ofSeconds(2),
          Duration.ofSeconds(3),
          new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30)),
          Duration.ofSeconds(2));
}
