package io.zoetrope.app.catalog;

import io.zoetrope.automation.webhook.Webhook;
import io.zoetrope.catalog.TaskRecord;
import io.zoetrope.tasks.QueueUnavailableException;
import io.zoetrope.tasks.Task;
import io.zoetrope.tasks.TaskFilter;
import io.zoetrope.tasks.TaskQueue;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Adds the tasks of a queue whose events were missed to a catalog, which keeps the newest it is
 * told of each. Deliveries of webhooks are not for the catalog. Any thread; blocks.
 *
 * @param ending whether to stop in the middle
 */
record MissedTasks(TaskQueue queue, LazyCatalog catalog, BooleanSupplier ending) {
  private static final int PAGE = 500;

  /**
   * Adds them, page by page. The catalog is not opened when there are no tasks.
   *
   * @param oldest what was submitted before and has ended is of no interest
   * @return whether the catalog was asked
   */
  boolean add(Instant oldest) throws IOException, QueueUnavailableException {
    Optional<String> after = Optional.empty();
    boolean asked = false;
    while (!ending.getAsBoolean()) {
      List<Task> page = queue.list(page(after));
      List<TaskRecord> kept =
          page.stream()
              .filter(task -> !task.state().ended() || !task.submitted().isBefore(oldest))
              .map(TaskRecords::of)
              .toList();
      if (!kept.isEmpty()) {
        catalog.get().add(List.of(), kept);
        asked = true;
      }
      if (page.size() < PAGE) {
        return asked;
      }
      after = Optional.of(page.getLast().id());
    }
    return asked;
  }

  private static TaskFilter page(Optional<String> after) {
    return new TaskFilter(
        Optional.empty(), Optional.empty(), Optional.of(Webhook.KINDS), after, PAGE);
  }
}
