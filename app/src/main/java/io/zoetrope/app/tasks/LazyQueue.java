package io.zoetrope.app.tasks;

import io.zoetrope.base.LazyPart;
import io.zoetrope.tasks.QueueFullException;
import io.zoetrope.tasks.QueueUnavailableException;
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
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A queue that is opened when the first task comes, or is asked for one of an earlier run: whoever
 * has no tasks does not wait for a database at start. Any thread may call it.
 */
final class LazyQueue implements TaskQueue {
  private final RetainedTopic events;
  private final BooleanSupplier hasTasks;
  private final Supplier<TaskQueue> opening;

  private final LazyPart<TaskQueue, QueueUnavailableException> part =
      new LazyPart<>(this::open, LazyQueue::refusal);

  private final Object starting = new Object();
  private Consumer<TaskQueue> whenOpen = _ -> {}; // guarded by starting
  private @Nullable TaskQueue opened; // guarded by starting

  LazyQueue(RetainedTopic events, BooleanSupplier hasTasks, Supplier<TaskQueue> opening) {
    this.events = events;
    this.hasTasks = hasTasks;
    this.opening = opening;
  }

  /** Opens it if an earlier run has left tasks. The action gets the queue once, when it is open. */
  void start(Consumer<TaskQueue> action) {
    synchronized (starting) {
      whenOpen = action;
      if (opened != null) {
        action.accept(opened);
      }
    }
    Optional<TaskQueue> _ = existing();
  }

  @Override
  public Task submit(TaskRequest request) throws QueueFullException {
    return part.get().submit(request);
  }

  @Override
  public Task submit(TaskRequest request, Duration atMost)
      throws QueueFullException, InterruptedException {
    return part.get().submit(request, atMost);
  }

  @Override
  public Optional<Task> find(String id) {
    return existing().flatMap(queue -> queue.find(id));
  }

  @Override
  public List<Task> list(TaskFilter filter) {
    return existing().map(queue -> queue.list(filter)).orElseGet(List::of);
  }

  @Override
  public Map<TaskState, Long> counts() {
    return existing().map(TaskQueue::counts).orElseGet(TaskState::noTasks);
  }

  @Override
  public Optional<Task> await(String id, Duration atMost) throws InterruptedException {
    Optional<TaskQueue> queue = existing();
    return queue.isPresent() ? queue.get().await(id, atMost) : Optional.empty();
  }

  @Override
  public boolean cancel(String id) {
    return existing().map(queue -> queue.cancel(id)).orElse(false);
  }

  @Override
  public RetainedTopic events() {
    return events;
  }

  @Override
  public TaskLeases leases() {
    return part.get().leases();
  }

  @Override
  public void close() {
    part.close();
  }

  private Optional<TaskQueue> existing() {
    boolean isThere = part.ifOpen().isPresent() || hasTasks.getAsBoolean();
    return isThere ? Optional.of(part.get()) : Optional.empty();
  }

  private TaskQueue open() {
    synchronized (starting) {
      TaskQueue queue = opening.get();
      try {
        whenOpen.accept(queue);
      } catch (Throwable e) {
        queue.close();
        throw e;
      }
      opened = queue;
      return queue;
    }
  }

  private static QueueUnavailableException refusal(String sentence) {
    return new QueueUnavailableException(sentence, new IllegalStateException(sentence));
  }
}
