package io.zoetrope.app.schedule;

import io.zoetrope.app.work.UnaskedQueue;
import io.zoetrope.core.time.Timekeeper;
import io.zoetrope.tasks.Progress;
import io.zoetrope.tasks.QueueFullException;
import io.zoetrope.tasks.QueueUnavailableException;
import io.zoetrope.tasks.Task;
import io.zoetrope.tasks.TaskRequest;
import io.zoetrope.tasks.TaskState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A queue that remembers what was submitted, by idempotency key, and can be full or away. */
final class SubmittedTasks extends UnaskedQueue {
  enum Condition {
    WELL,
    FULL,
    AWAY
  }

  private final Timekeeper time;
  private final Map<String, Task> byKey = new LinkedHashMap<>();
  private Condition condition = Condition.WELL;
  private int submissions;

  SubmittedTasks(Timekeeper time) {
    this.time = time;
  }

  synchronized void is(Condition changed) {
    condition = changed;
  }

  /** How often somebody has tried. */
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

  private Task task(TaskRequest request) {
    return new Task(
        "task-" + byKey.size(),
        request.kind(),
        request.payload(),
        TaskState.QUEUED,
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
        Optional.empty());
  }
}
