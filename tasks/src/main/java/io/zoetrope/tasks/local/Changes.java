package io.zoetrope.tasks.local;

import io.zoetrope.tasks.Task;
import io.zoetrope.tasks.TaskState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one transaction changes, for those who wait for it: the events, and how many tasks are in
 * each state. One thread uses it.
 */
final class Changes {
  private final Map<TaskState, Long> counts = new EnumMap<>(TaskState.class);
  private final List<Task> events = new ArrayList<>();
  private final Set<String> due = new HashSet<>();
  private final Set<String> ended = new HashSet<>();
  private long now;
  private long nextDue = Long.MAX_VALUE;

  void begin(long now) {
    this.now = now;
    events.clear();
    due.clear();
    ended.clear();
  }

  /** The time of this transaction, in milliseconds since 1970. */
  long now() {
    return now;
  }

  /** A task is new, or has changed its state or progress. */
  void changed(Task task, @Nullable TaskState before) {
    events.add(task);
    if (before == task.state()) {
      return;
    }
    if (before != null) {
      count(before, -1);
    }
    count(task.state(), 1);
    if (task.state().ended()) {
      ended.add(task.id());
    }
  }

  void count(TaskState state, long more) {
    counts.merge(state, more, Long::sum);
  }

  /** The counts as the file has them, after a transaction that came to nothing. */
  void recount(Map<TaskState, Long> counted) {
    counts.clear();
    counts.putAll(counted);
  }

  long count(TaskState state) {
    return counts.getOrDefault(state, 0L);
  }

  /** How many tasks are in each state. */
  Map<TaskState, Long> counts() {
    Map<TaskState, Long> all = TaskState.noTasks();
    all.putAll(counts);
    return all;
  }

  void due(String kind) {
    due.add(kind);
  }

  /** Nothing of these kinds is due now. */
  void noneDue(Set<String> kinds) {
    due.removeAll(kinds);
  }

  /** Whether tasks of these kinds have become due that nobody may have taken yet. */
  boolean anyDue(Set<String> kinds) {
    return !Collections.disjoint(due, kinds);
  }

  List<Task> events() {
    return events;
  }

  Set<String> ended() {
    return ended;
  }

  /** Something is to be done at this time, if not before. */
  void dueAt(long millis) {
    nextDue = Math.min(nextDue, millis);
  }

  void nextDue(long millis) {
    nextDue = millis;
  }

  /** When {@link Maintenance} is needed again, at the earliest. */
  long nextDue() {
    return nextDue;
  }
}
