package io.zoetrope.web.events;

import io.zoetrope.tasks.TaskFilter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which events one client receives. Immutable.
 *
 * @param types of these only; of all when it is empty
 * @param tasks those of tasks of these kinds only, as in {@code clip} or {@code webhook-*}
 * @param quiet the kinds of tasks that are left out unless {@code tasks} names some
 */
record EventFilter(Set<String> types, Set<String> tasks, Optional<String> quiet) {

  static EventFilter of(List<String> types, List<String> tasks, Optional<String> quiet) {
    return new EventFilter(words(types), words(tasks), quiet);
  }

  /** Whether to send an event about a task of this kind, or about none. */
  boolean takes(String type, String task) {
    if (!types.isEmpty() && !types.contains(type)) {
      return false;
    }
    if (task.isEmpty()) {
      return true;
    }
    return tasks.isEmpty()
        ? quiet.filter(pattern -> TaskFilter.fits(pattern, task)).isEmpty()
        : tasks.stream().anyMatch(pattern -> TaskFilter.fits(pattern, task));
  }

  private static Set<String> words(List<String> given) {
    return given.stream()
        .flatMap(text -> Arrays.stream(text.split(",")))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }
}
