package io.zoetrope.tasks;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The workers' side of a queue: a task is lent to one worker at a time, and comes back to the queue
 * when the lease has run out. Any thread may call it; all calls block.
 *
 * <p>Every call about a lease returns false when the lease is lost: it ran out, or the task was
 * cancelled or passed its deadline. Then nothing was changed, and the worker stops its work.
 *
 * @see Worker
 */
public interface TaskLeases {

  /**
   * Takes tasks that are due, by priority and age; waits for the first.
   *
   * @param worker the name of who takes them, for people
   * @param most how many at most
   * @return empty when none has come in time
   */
  List<Lease> take(Set<String> kinds, String worker, int most, Duration atMost)
      throws InterruptedException;

  /** How long a lease lasts unless it is renewed. */
  Duration duration();

  /** Makes the lease last for its whole time again. */
  boolean renew(Lease lease);

  /** Reports the progress of the task, and renews its lease. */
  boolean progress(Lease lease, Progress progress);

  /** The task is done. */
  default boolean done(Lease lease, JsonNode result) {
    return done(lease, TaskJson.text("result", result));
  }

  /** As above, with the text of the result as {@link TaskJson#text} makes it. */
  boolean done(Lease lease, String result);

  /** The task cannot succeed. */
  boolean failed(Lease lease, String error);

  /**
   * The attempt has failed: the task is tried again after the delay, or is dead if it was the last.
   */
  boolean retry(Lease lease, String error, Duration delay);

  /** The worker stops before the task is done: it is queued again, as if not attempted. */
  boolean giveBack(Lease lease);
}
