package io.zoetrope.app.catalog;

import io.zoetrope.tasks.Priority;
import io.zoetrope.tasks.Progress;
import io.zoetrope.tasks.QueueUnavailableException;
import io.zoetrope.tasks.Task;
import io.zoetrope.tasks.TaskEvents;
import io.zoetrope.tasks.TaskFilter;
import io.zoetrope.tasks.TaskState;
import io.zoetrope.tasks.fixture.UnaskedQueue;
import io.zoetrope.tasks.topic.RetainedTopic;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/** A queue whose tasks are set by hand, which publishes them, and can be away. Any thread. */
final class FakeQueue extends UnaskedQueue {
  static final Instant SUBMITTED = Instant.parse("2026-11-21T12:00:00Z");

  private final RetainedTopic events;
  private final TreeMap<String, Task> tasks = new TreeMap<>();
  private boolean away;
  private int looks;

  FakeQueue(RetainedTopic events) {
    this.events = events;
  }

  synchronized void isAway(boolean now) {
    away = now;
  }

  /** How often tasks were looked for. */
  synchronized int looks() {
    return looks;
  }

  /** Sets a task without publishing it. */
  Task has(String id, TaskState state, String payload) {
    return has("snapshot", id, state, payload, "write it as in http://user:password@host/path");
  }

  /** As {@link #has(String, TaskState, String)}, of any kind, with an error if it failed. */
  synchronized Task has(String kind, String id, TaskState state, String payload, String error) {
    Task task =
        new Task(
            id,
            kind,
            new JsonMapper().readTree(payload),
            state,
            Priority.NORMAL,
            1,
            3,
            Progress.NONE,
            SUBMITTED,
            SUBMITTED,
            Optional.of(SUBMITTED),
            state.ended() ? Optional.of(SUBMITTED) : Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            state == TaskState.DONE
                ? Optional.of(
                    new JsonMapper()
                        .readTree(
                            "{\"file\":\"%s.jpg\",\"type\":\"image/jpeg\",\"size\":10}"
                                .formatted(id)))
                : Optional.empty(),
            state == TaskState.FAILED ? Optional.of(error) : Optional.empty());
    tasks.put(id, task);
    return task;
  }

  /** Sets a task and publishes it. */
  void tells(String id, TaskState state) {
    TaskEvents.all(has(id, state, "{\"camera\":\"door\"}"), SUBMITTED).forEach(events::publish);
  }

  @Override
  public synchronized Optional<Task> find(String id) {
    check();
    return Optional.ofNullable(tasks.get(id));
  }

  @Override
  public synchronized List<Task> list(TaskFilter filter) {
    looks++;
    check();
    Map<String, Task> behind =
        filter
            .after()
            .map(id -> tasks.headMap(id, false).descendingMap())
            .orElse(tasks.descendingMap());
    return behind.values().stream()
        .filter(
            task -> filter.without().filter(kind -> TaskFilter.fits(kind, task.kind())).isEmpty())
        .limit(filter.most())
        .toList();
  }

  private void check() {
    if (away) {
      throw new QueueUnavailableException("Redis is away", new IOException());
    }
  }

  @Override
  public RetainedTopic events() {
    return events;
  }
}
