package io.zoetrope.automation.schedule;

import io.zoetrope.core.time.Timekeeper;
import io.zoetrope.tasks.Progress;
import io.zoetrope.tasks.QueueFullException;
import io.zoetrope.tasks.QueueUnavailableException;
import io.zoetrope.tasks.Task;
import io.zoetrope.tasks.TaskEvents;
import io.zoetrope.tasks.TaskOptions;
import io.zoetrope.tasks.TaskRequest;
import io.zoetrope.tasks.TaskState;
import io.zoetrope.tasks.fixture.UnaskedQueue;
import io.zoetrope.tasks.topic.RetainedTopic;
import io.zoetrope.tasks.topic.RingTopic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** A queue that remembers what was submitted, by idempotency key, and can be full or away. */
final class SubmittedTasks extends UnaskedQueue {
  enum Condition {
    WELL,
    FULL,
    AWAY
  }

  private final Timekeeper time;
  private final RetainedTopic events;
  private final Map<String, Task> byKey = new LinkedHashMap<>();
  private Condition condition = Condition.WELL;
  private int submissions;

  SubmittedTasks(Timekeeper time) {
    this.time = time;
    this.events = new RingTopic(100, time::now);
  }

  synchronized void is(Condition changed) {
    condition = changed;
  }

  /** The number of attempts. */
  synchronized int submissions() {
    return submissions;
  }

  synchronized List<String> keys() {
    return new ArrayList<>(byKey.keySet());
  }

  synchronized List<Task> tasks() {
    return new ArrayList<>(byKey.values());
  }

  @Override
  public synchronized Task submit(TaskRequest request) throws QueueFullException {
    submissions++;
    switch (condition) {
      case FULL -> throw new QueueFullException(1);
      case AWAY -> throw new QueueUnavailableException("Redis is away", new IOException());
      case WELL -> {}
    }
    return byKey.computeIfAbsent(
        request.options().idempotencyKey().orElseThrow(), key -> task(request));
  }

  @Override
  public RetainedTopic events() {
    return events;
  }

  @Override
  public synchronized Optional<Task> find(String id) {
    return byKey.values().stream().filter(task -> task.id().equals(id)).findFirst();
  }

  /** Puts a task into this state, and returns what a queue would publish. */
  synchronized ObjectNode becomes(String key, TaskState state, String error) {
    Task before = Objects.requireNonNull(byKey.get(key));
    TaskOptions options = TaskOptions.STANDARD.withIdempotencyKey(key);
    TaskRequest request = new TaskRequest(before.kind(), before.payload(), options);
    Task changed = task(before.id(), request, state, Optional.of(error));
    byKey.put(key, changed);
    return TaskEvents.of(changed, time.now());
  }

  private Task task(TaskRequest request) {
    return task("task-" + byKey.size(), request, TaskState.QUEUED, Optional.empty());
  }

  private Task task(String id, TaskRequest request, TaskState state, Optional<String> error) {
    return new Task(
        id,
        request.kind(),
        request.payload(),
        state,
        request.options().priority(),
        0,
        request.options().attempts(),
        Progress.NONE,
        time.now(),
        time.now(),
        Optional.empty(),
        Optional.empty(),
        request.options().deadline(),
        request.options().idempotencyKey(),
        Optional.empty(),
        error);
  }
}
