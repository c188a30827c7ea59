package io.zoetrope.tasks;

import io.zoetrope.tasks.topic.RetainedTopic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Holds tasks until workers have done them, over restarts too. Any thread may call it; all calls
 * block for as long as a disk or a round trip takes, so none is for an event loop.
 *
 * <p>A task is done at least once: a worker that is cut off in the middle loses it to another.
 *
 * @see Worker
 */
public interface TaskQueue extends AutoCloseable {

  /**
   * Puts a task into the queue.
   *
   * @return the task, or the one that was submitted before with the same idempotency key
   * @throws QueueFullException at once, when the queue is full
   */
  Task submit(TaskRequest request) throws QueueFullException;

  /**
   * Puts a task into the queue, and waits for room when it is full.
   *
   * @throws QueueFullException when it is still full after {@code atMost}
   */
  Task submit(TaskRequest request, Duration atMost) throws QueueFullException, InterruptedException;

  /** The task as it stands; empty when there never was one, or it is not kept any more. */
  Optional<Task> find(String id);

  /** A page of tasks, the newest first. */
  List<Task> list(TaskFilter filter);

  /** How many tasks there are in each state. */
  Map<TaskState, Long> counts();

  /**
   * How many tasks of a kind, or of kinds that begin as in {@code webhook-*}, there are in each
   * state. Looks at each of them.
   */
  default Map<TaskState, Long> counts(String kind) {
    Map<TaskState, Long> counts = TaskState.noTasks();
    TaskFilter filter = new TaskFilter(Optional.empty(), Optional.of(kind), Optional.empty(), 1000);
    List<Task> page;
    do {
      page = list(filter);
      page.forEach(task -> counts.merge(task.state(), 1L, Long::sum));
      filter = page.isEmpty() ? filter : filter.withAfter(page.getLast().id());
    } while (page.size() == filter.most());
    return counts;
  }

  /** Waits until the task has ended. Returns it as it stands then, or after {@code atMost}. */
  Optional<Task> await(String id, Duration atMost) throws InterruptedException;

  /**
   * Cancels a task that is queued or running; the handler of a running one is interrupted.
   *
   * @return whether it was cancelled now: not when it has ended before, or is not there
   */
  boolean cancel(String id);

  /**
   * The events of the queue: whenever a task changes its state or progress, an object with {@code
   * type} {@code "task"} is published, and when it has ended another one with {@code "task.ended"},
   * see {@link TaskEvents}. Others may also publish to it. It belongs to whoever made the queue.
   */
  RetainedTopic events();

  /** The side of the workers. */
  TaskLeases leases();

  /** Lets go of what it holds; tasks stay where they are kept. */
  @Override
  void close();
}
