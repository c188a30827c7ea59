package io.zoetrope.tasks.local;

import io.zoetrope.tasks.QueueFullException;
import io.zoetrope.tasks.QueueOptions;
import io.zoetrope.tasks.Task;
import io.zoetrope.tasks.TaskFilter;
import io.zoetrope.tasks.TaskJson;
import io.zoetrope.tasks.TaskLeases;
import io.zoetrope.tasks.TaskQueue;
import io.zoetrope.tasks.TaskRequest;
import io.zoetrope.tasks.TaskState;
import io.zoetrope.tasks.topic.RetainedTopic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A queue in a SQLite file, for the workers of this process. Any thread may call it; all calls
 * block until the file has taken what they changed.
 *
 * <p>The file is made for the first task. A process that is killed loses nothing; a power cut may
 * undo the last moments. Tasks that were running when the process ended are queued again when it
 * starts again.
 */
public final class SqliteTaskQueue implements TaskQueue {
  private final QueueOptions options;
  private final RetainedTopic events;
  private final Writer writer;
  private final TaskLeases leases;

  private SqliteTaskQueue(
      Optional<Path> file, QueueOptions options, RetainedTopic events, InstantSource clock) {
    this.options = options;
    this.events = events;
    this.writer = new Writer(new Transactions(file, options, events, clock));
    this.leases = new SqliteTaskLeases(writer, options);
  }

  /**
   * Opens the queue in this file. Nothing is made or loaded before the first task.
   *
   * @param events where to publish what happens to tasks; not closed with the queue
   * @throws io.zoetrope.tasks.QueueUnavailableException if the file is damaged, or another process
   *     has it; its message is a sentence for people
   */
  public static SqliteTaskQueue open(
      Path file, QueueOptions options, RetainedTopic events, InstantSource clock) {
    SqliteTaskQueue queue = new SqliteTaskQueue(Optional.of(file), options, events, clock);
    if (Files.exists(file)) {
      try {
        queue.writer.call(new DatabaseCommand<>(_ -> true, null, true, true));
      } catch (RuntimeException e) {
        queue.close();
        throw e;
      }
    }
    return queue;
  }

  /** A queue whose tasks are gone when the process ends. */
  public static SqliteTaskQueue inMemory(
      QueueOptions options, RetainedTopic events, InstantSource clock) {
    return new SqliteTaskQueue(Optional.empty(), options, events, clock);
  }

  @Override
  public Task submit(TaskRequest request) throws QueueFullException {
    return accepted(writer.call(submission(request, null)));
  }

  @Override
  public Task submit(TaskRequest request, Duration atMost)
      throws QueueFullException, InterruptedException {
    Task task = writer.call(submission(request, tables -> tables.submissions().hasRoom()), atMost);
    return accepted(task);
  }

  private Task accepted(@Nullable Task task) throws QueueFullException {
    if (task == null) {
      throw new QueueFullException(options.capacity());
    }
    return task;
  }

  private static DatabaseCommand<Task> submission(
      TaskRequest request, @Nullable Predicate<TaskTables> until) {
    String payload = TaskJson.text("payload", request.payload());
    return new DatabaseCommand<>(
        tables -> tables.submissions().submit(request, payload), until, true, null);
  }

  @Override
  public Optional<Task> find(String id) {
    return now(tables -> tables.lookup().find(id), Optional.empty());
  }

  @Override
  public List<Task> list(TaskFilter filter) {
    return now(tables -> tables.lookup().list(filter), List.of());
  }

  @Override
  public Map<TaskState, Long> counts() {
    return now(tables -> tables.changes().counts(), TaskState.noTasks());
  }

  @Override
  public Map<TaskState, Long> counts(String kind) {
    return now(tables -> tables.lookup().counts(kind), TaskState.noTasks());
  }

  @Override
  public Optional<Task> await(String id, Duration atMost) throws InterruptedException {
    DatabaseCommand.Work<Optional<Task>> ended =
        tables -> {
          Optional<Task> task = tables.lookup().find(id);
          return task.isEmpty() || task.get().state().ended() ? task : null;
        };
    Optional<Task> task =
        writer.call(
            new DatabaseCommand<>(
                ended, tables -> tables.changes().ended().contains(id), false, Optional.empty()),
            atMost);
    return task == null ? find(id) : task;
  }

  @Override
  public boolean cancel(String id) {
    return now(tables -> tables.completions().cancel(id), false);
  }

  private <T> T now(DatabaseCommand.Work<T> work, T withoutFile) {
    T result = writer.call(new DatabaseCommand<>(work, null, false, withoutFile));
    return Objects.requireNonNull(result);
  }

  @Override
  public RetainedTopic events() {
    return events;
  }

  @Override
  public TaskLeases leases() {
    return leases;
  }

  @Override
  public void close() {
    writer.close();
  }
}
