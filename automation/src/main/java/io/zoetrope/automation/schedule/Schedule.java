package io.zoetrope.automation.schedule;

import io.zoetrope.tasks.TaskRequest;
import java.time.Duration;
import java.time.Instant;

/** A task that is started again and again. */
public record Schedule(String name, CronTimes times, TaskRequest task) {
  /** A task is known for this long, so that a server that is late does not start it again. */
  private static final Duration SHORTEST_KEEP = Duration.ofHours(2);

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
