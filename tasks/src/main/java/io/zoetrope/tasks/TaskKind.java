package io.zoetrope.tasks;

import io.zoetrope.base.Backoff;
import java.time.Duration;

/**
 * A kind of task that a worker can do.
 *
 * @param timeout how long an attempt may take; then it is interrupted and counts as failed
 * @param firstRetry the wait after the first failed attempt; it doubles with each failure
 * @param longestRetry the longest wait between attempts
 */
public record TaskKind(
    String name,
    TaskHandler handler,
    Duration timeout,
    Duration firstRetry,
    Duration longestRetry) {

  /** A kind with the usual waits between attempts: 1 s, 2 s, 4 s … 5 min. */
  public TaskKind(String name, TaskHandler handler, Duration timeout) {
    this(name, handler, timeout, Duration.ofSeconds(1), Duration.ofMinutes(5));
  }

  Backoff backoff() {
    return new Backoff(firstRetry, longestRetry);
  }
}
