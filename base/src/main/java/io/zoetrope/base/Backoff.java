package io.zoetrope.base;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait after a failed attempt: doubling from the first delay to the longest, each
 * varied by a tenth, so that what failed together does not come back together.
 */
public record Backoff(Duration first, Duration longest) {

  /** The delay before the next attempt, after so many failures in a row, from 1. */
  public Duration delay(int failures, RandomGenerator random) {
    return Duration.ofNanos((long) (delay(failures).toNanos() * random.nextDouble(0.9, 1.1)));
  }

  /** As above, without the variation. */
  public Duration delay(int failures) {
    double doubled = first.toNanos() * Math.pow(2, Math.max(0, failures - 1));
    return Duration.ofNanos((long) Math.min(doubled, (double) longest.toNanos()));
  }
}
