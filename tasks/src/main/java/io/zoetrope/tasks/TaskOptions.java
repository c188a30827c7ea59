package io.zoetrope.tasks;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How a task is to be done.
 *
 * @param delay how long it waits before a worker may take it
 * @param deadline when it is too late: a task that has not ended by then is dead
 * @param attempts how often it is tried at most, from 1
 * @param idempotencyKey of two tasks with the same key and kind, the second is not made: its
 *     submitter gets the first, as long as that is kept
 * @param keep how long it is kept after its end
 */
public record TaskOptions(
    Duration delay,
    Priority priority,
    Optional<Instant> deadline,
    int attempts,
    Optional<String> idempotencyKey,
    Duration keep) {
  public static final TaskOptions STANDARD =
      new TaskOptions(
          Duration.ZERO,
          Priority.NORMAL,
          Optional.empty(),
          3,
          Optional.empty(),
          Duration.ofDays(7));

  public TaskOptions {
    if (delay.isNegative() || keep.isNegative()) {
      throw new IllegalArgumentException("A task cannot wait or be kept for less than no time");
    }
    if (attempts < 1 || attempts > 1000) {
      throw new IllegalArgumentException("A task has 1 to 1000 attempts, not " + attempts);
    }
  }

  public TaskOptions withDelay(Duration changed) {
    return new TaskOptions(changed, priority, deadline, attempts, idempotencyKey, keep);
  }

  public TaskOptions withPriority(Priority changed) {
    return new TaskOptions(delay, changed, deadline, attempts, idempotencyKey, keep);
  }

  public TaskOptions withDeadline(Instant changed) {
    return new TaskOptions(delay, priority, Optional.of(changed), attempts, idempotencyKey, keep);
  }

  public TaskOptions withAttempts(int changed) {
    return new TaskOptions(delay, priority, deadline, changed, idempotencyKey, keep);
  }

  public TaskOptions withIdempotencyKey(String changed) {
    return new TaskOptions(delay, priority, deadline, attempts, Optional.of(changed), keep);
  }

  public TaskOptions withKeep(Duration changed) {
    return new TaskOptions(delay, priority, deadline, attempts, idempotencyKey, changed);
  }
}
