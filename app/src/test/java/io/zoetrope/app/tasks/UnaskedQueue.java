package io.zoetrope.app.tasks;

import io.zoetrope.tasks.QueueFullException;
import io.zoetrope.tasks.Task;
import io.zoetrope.tasks.TaskFilter;
import io.zoetrope.tasks.TaskLeases;
import io.zoetrope.tasks.TaskQueue;
import io.zoetrope.tasks.TaskRequest;
import io.zoetrope.tasks.TaskState;
import io.zoetrope.tasks.topic.RetainedTopic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A queue of which a test expects that nobody asks it but for what the test's own fake answers. */
public abstract class UnaskedQueue implements TaskQueue {

  @Override
  public Task submit(TaskRequest request) throws QueueFullException {
    throw unasked();
  }

  @Override
  public Task submit(TaskRequest request, Duration atMost) {
    throw unasked();
  }

  @Override
  public Optional<Task> find(String id) {
    throw unasked();
  }

  @Override
  public List<Task> list(TaskFilter filter) {
    throw unasked();
  }

  @Override
  public Map<TaskState, Long> counts() {
    throw unasked();
  }

  @Override
  public Optional<Task> await(String id, Duration atMost) {
    throw unasked();
  }

  @Override
  public boolean cancel(String id) {
    throw unasked();
  }

  @Override
  public RetainedTopic events() {
    throw unasked();
  }

  @Override
  public TaskLeases leases() {
    throw unasked();
  }

  @Override
  public void close() {}

  private static AssertionError unasked() {
    return new AssertionError("Nobody was expected to ask this of the queue");
  }
}
