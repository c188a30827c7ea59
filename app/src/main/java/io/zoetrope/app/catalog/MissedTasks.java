package io.zoetrope.app.catalog;

import io.zoetrope.automation.webhook.Webhook;
import io.zoetrope.catalog.Catalog;
import io.zoetrope.catalog.TaskRecord;
import io.zoetrope.rows.Cursor;
import io.zoetrope.rows.TableQuery;
import io.zoetrope.tasks.QueueUnavailableException;
import io.zoetrope.tasks.Task;
import io.zoetrope.tasks.TaskFilter;
import io.zoetrope.tasks.TaskQueue;
import io.zoetrope.tasks.TaskState;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Goes through a queue for tasks that a catalog does not know, or not as they ended; posts of
 * events are not for the catalog. Any thread; blocks.
 */
final class MissedTasks {
  private static final int PAGE = 500;

  private final TaskQueue queue;
  private final LazyCatalog catalog;
  private final BooleanSupplier ending;

  /**
   * Makes one.
   *
   * @param ending whether to stop in the middle
   */
  MissedTasks(TaskQueue queue, LazyCatalog catalog, BooleanSupplier ending) {
    this.queue = queue;
    this.catalog = catalog;
    this.ending = ending;
  }

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
      List<Task> kept =
          page.stream()
              .filter(task -> !task.state().ended() || !task.submitted().isBefore(oldest))
              .toList();
      if (!kept.isEmpty()) {
        addUnknown(kept);
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

  private void addUnknown(List<Task> tasks) throws IOException {
    Catalog open = catalog.get();
    Map<String, String> known = known(open, tasks);
    List<TaskRecord> unknown =
        tasks.stream()
            .filter(
                task -> !task.state().ended() || !task.state().label().equals(known.get(task.id())))
            .map(TaskRecords::of)
            .toList();
    if (!unknown.isEmpty()) {
      open.add(List.of(), unknown);
    }
  }

  /** The states of those of that time that are there and have ended, by id. */
  private static Map<String, String> known(Catalog catalog, List<Task> tasks) throws IOException {
    Instant first = tasks.stream().map(Task::submitted).min(Instant::compareTo).orElseThrow();
    Instant last = tasks.stream().map(Task::submitted).max(Instant::compareTo).orElseThrow();
    TableQuery page =
        new TableQuery(
            Optional.of(first),
            Optional.of(last.plusMillis(1)),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Long.MAX_VALUE);
    Map<String, String> states = new HashMap<>();
    try (Cursor<TaskRecord> rows = catalog.tasks().open(page)) {
      for (TaskRecord row = rows.next(); row != null; row = rows.next()) {
        if (TaskState.of(row.state()).filter(TaskState::ended).isPresent()) {
          states.put(row.id(), row.state());
        }
      }
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e.getMessage(), e);
    }
    return states;
  }
}
