package io.zoetrope.automation.schedule;

import io.zoetrope.tasks.TaskRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * A task that is started again and again.
 *
 * @param name in the configuration
 * @param times when
 * @param task what to start each time
 */
public record Schedule(String name, CronTimes times, TaskRequest task) {
  /**
   * A task is known for at least this long, so that a server that is late does not start it again.
   */
  private static final Duration SHORTEST_KEEP = Duration.ofHours(2);

  /**
   * A schedule as it is written in the configuration.
   *
   * @throws IllegalArgumentException when the cron expression is invalid; the message names it
   */
  public static Schedule of(String name, String cron, ZoneId zone, TaskRequest task) {
    try {
      return new Schedule(name, CronTimes.parse(cron, zone), task);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "schedules.%s.cron: %s".formatted(name, e.getMessage()), e);
    }
  }

  /** Whether a task with this idempotency key is of this schedule. */
  boolean hasStarted(String idempotencyKey) {
    return idempotencyKey.startsWith(keyPrefix());
  }

  private String keyPrefix() {
    return "schedule:%s:".formatted(name);
  }

  /** What to submit for this time. Submitted twice, even by different servers, it is one task. */
  TaskRequest taskOf(Instant fire) {
    Duration keep = task.options().keep();
    return new TaskRequest(
        task.kind(),
        task.payload(),
        task.options()
            .withIdempotencyKey(keyPrefix() + fire)
            .withKeep(keep.compareTo(SHORTEST_KEEP) < 0 ? SHORTEST_KEEP : keep));
  }
}
