package io.zoetrope.tasks;

import java.time.Duration;

/**
 * How a queue keeps its tasks.
 *
 * @param capacity how many may wait; more are refused
 * @param lease how long a worker may be silent before its task goes to another
 */
public record QueueOptions(int capacity, Duration lease) {
  public static final QueueOptions STANDARD = new QueueOptions(10_000, Duration.ofSeconds(30));

  public QueueOptions withCapacity(int changed) {
    return new QueueOptions(changed, lease);
  }

  public QueueOptions withLease(Duration changed) {
    return new QueueOptions(capacity, changed);
  }
}
