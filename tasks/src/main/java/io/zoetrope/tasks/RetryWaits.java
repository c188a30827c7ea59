package io.zoetrope.tasks;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long a task waits after a failed attempt: doubling from the first wait to the longest, each
 * varied by a tenth so that tasks which failed together do not all come back at once.
 */
final class RetryWaits {
  private RetryWaits() {}

  /**
   * The wait before the next attempt.
   *
   * @param attempt the one that failed, from 1
   */
  static Duration after(int attempt, TaskKind kind, RandomGenerator random) {
    double doubled = (double) kind.firstRetry().toNanos() * Math.pow(2, attempt - 1);
    double nanos = Math.min(doubled, (double) kind.longestRetry().toNanos());
    return Duration.ofNanos((long) (nanos * random.nextDouble(0.9, 1.1)));
  }
}
