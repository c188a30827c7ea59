package io.zoetrope.app.catalog;

import java.time.Duration;

/**
 * How a recorder waits.
 *
 * @param gathering for how long news is gathered before it is written in one go
 * @param opening the same before the catalog is open, so that first viewers have the machine for
 *     themselves
 * @param walk before it looks for tasks whose news it has missed
 * @param firstPause after a failure; it doubles with each further one
 * @param longestPause between attempts
 * @param atClose for what has not been written when it is closed
 */
record RecorderTimings(
    Duration gathering,
    Duration opening,
    Duration walk,
    Duration firstPause,
    Duration longestPause,
    Duration atClose) {
  static final RecorderTimings STANDARD =
      new RecorderTimings(
          Duration.ofMillis(200),
          Duration.ofSeconds(2),
          Duration.ofSeconds(3),
          Duration.ofSeconds(1),
          Duration.ofSeconds(30),
          Duration.ofSeconds(2));
}
