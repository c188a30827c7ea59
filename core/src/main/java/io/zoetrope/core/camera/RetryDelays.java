package io.zoetrope.core.camera;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before a failed camera is opened again: doubling from the first to the longest,
 * each varied by a tenth so that cameras which failed together do not all come back at once. Called
 * under the camera's lock.
 */
final class RetryDelays {
  private final CameraTimings timings;
  private final RandomGenerator random;

  RetryDelays(CameraTimings timings, RandomGenerator random) {
    this.timings = timings;
    this.random = random;
  }

  /**
   * The wait before the next attempt.
   *
   * @param failures in a row, from 1
   */
  Duration after(int failures) {
    long doubled = timings.firstRetry().toNanos() << Math.min(failures - 1, 20);
    long nanos = Math.min(doubled, timings.longestRetry().toNanos());
    return Duration.ofNanos((long) (nanos * random.nextDouble(0.9, 1.1)));
  }
}
