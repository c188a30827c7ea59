package io.zoetrope.tasks;

import java.util.Optional;

/**
 * Which tasks to list: the newest first.
 *
 * @param kind only this one, or all that begin as in {@code webhook-*}
 * @param without not these, written in the same way
 * @param after goes on behind the task with this id, the last of the page before
 * @param most how many at most, 1 to 1000
 */
public record TaskFilter(
    Optional<TaskState> state,
    Optional<String> kind,
    Optional<String> without,
    Optional<String> after,
    int most) {
  public static final TaskFilter ALL =
      new TaskFilter(Optional.empty(), Optional.empty(), Optional.empty(), 100);

  public TaskFilter {
    if (most < 1 || most > 1000) {
      throw new IllegalArgumentException("A page has 1 to 1000 tasks, not " + most);
    }
  }

  /** Leaves no kind out. */
  public TaskFilter(
      Optional<TaskState> state, Optional<String> kind, Optional<String> after, int most) {
    this(state, kind, Optional.empty(), after, most);
  }

  public TaskFilter withAfter(String id) {
    return new TaskFilter(state, kind, without, Optional.of(id), most);
  }

  public TaskFilter withMost(int tasks) {
    return new TaskFilter(state, kind, without, after, tasks);
  }

  /** Whether a kind is this one, or begins as in {@code webhook-*}. */
  public static boolean fits(String pattern, String kind) {
    return pattern.endsWith("*")
        ? kind.startsWith(pattern.substring(0, pattern.length() - 1))
        : kind.equals(pattern);
  }
}
