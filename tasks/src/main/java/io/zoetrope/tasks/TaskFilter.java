package io.zoetrope.tasks;

import java.util.Optional;

/**
 * Which tasks to list: the newest first.
 *
 * @param after goes on behind the task with this id, the last of the page before
 * @param most how many at most, 1 to 1000
 */
public record TaskFilter(
    Optional<TaskState> state, Optional<String> kind, Optional<String> after, int most) {
  public static final TaskFilter ALL =
      new TaskFilter(Optional.empty(), Optional.empty(), Optional.empty(), 100);

  public TaskFilter {
    if (most < 1 || most > 1000) {
      throw new IllegalArgumentException("A page has 1 to 1000 tasks, not " + most);
    }
  }
}
