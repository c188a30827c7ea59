package io.zoetrope.tasks.local;

import io.zoetrope.tasks.Task;
import io.zoetrope.tasks.TaskIds;
import io.zoetrope.tasks.TaskOptions;
import io.zoetrope.tasks.TaskRequest;
import io.zoetrope.tasks.TaskState;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts tasks into the queue. One thread uses it. */
final class Submissions {
  private static final String WITH_KEY =
      "SELECT " + TaskRow.WHOLE + " FROM task WHERE kind = ? AND idempotency_key = ?";
  private static final String INSERT =
      "INSERT INTO task (id, kind, state, ready, priority, attempt, attempts, percent, note,"
          + " submitted, not_before, deadline, idempotency_key, keep, payload)"
          + " VALUES (?, ?, 'queued', ?, ?, 0, ?, 0, '', ?, ?, ?, ?, ?, ?) RETURNING "
          + TaskRow.SHORT;

  /** Times beyond are as good as never, and would not fit. */
  private static final Duration LONGEST = Duration.ofDays(100L * 365);

  private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

  private final TaskDatabase database;
  private final Changes changes;
  private final TaskIds ids;
  private final int capacity;

  Submissions(TaskDatabase database, Changes changes, TaskIds ids, int capacity) {
    this.database = database;
    this.changes = changes;
    this.ids = ids;
    this.capacity = capacity;
  }

  /**
   * Puts a task into the queue.
   *
   * @param payload of the request, as it is kept
   * @return null when the queue is full
   */
  @Nullable Task submit(TaskRequest request, String payload) throws SQLException {
    Optional<String> key = request.options().idempotencyKey();
    if (key.isPresent()) {
      Optional<Task> before = find(request.kind(), key.get());
      if (before.isPresent()) {
        return before.get();
      }
    }
    return hasRoom() ? insert(request, payload) : null;
  }

  boolean hasRoom() {
    return changes.count(TaskState.QUEUED) < capacity;
  }

  private Optional<Task> find(String kind, String key) throws SQLException {
    PreparedStatement query = database.statement(WITH_KEY);
    query.setString(1, kind);
    query.setString(2, key);
    try (ResultSet rows = query.executeQuery()) {
      return rows.next() ? Optional.of(TaskRow.whole(rows)) : Optional.empty();
    }
  }

  private Task insert(TaskRequest request, String payload) throws SQLException {
    TaskOptions options = request.options();
    long notBefore = changes.now() + millis(options.delay());
    boolean due = notBefore <= changes.now();
    PreparedStatement insert = database.statement(INSERT);
    insert.setString(1, ids.next());
    insert.setString(2, request.kind());
    insert.setInt(3, due ? 1 : 0);
    insert.setInt(4, TaskRow.number(options.priority()));
    insert.setInt(5, options.attempts());
    insert.setLong(6, changes.now());
    insert.setLong(7, notBefore);
    if (options.deadline().isPresent()) {
      long deadline = millis(options.deadline().get());
      insert.setLong(8, deadline);
      changes.dueAt(deadline);
    } else {
      insert.setObject(8, null);
    }
    insert.setString(9, options.idempotencyKey().orElse(null));
    insert.setLong(10, millis(options.keep()));
    insert.setString(11, payload);
    if (due) {
      changes.due(request.kind());
    } else {
      changes.dueAt(notBefore);
    }
    try (ResultSet rows = insert.executeQuery()) {
      rows.next();
      Task made = TaskRow.read(rows, request.payload(), Optional.empty());
      changes.changed(made, null);
      return made;
    }
  }

  /** Rounded up, as a wait must not end too early. */
  static long millis(Duration duration) {
    Duration bounded = duration.compareTo(LONGEST) > 0 ? LONGEST : duration;
    return bounded.plusNanos(999_999).toMillis();
  }

  private static long millis(Instant time) {
    Instant earliest = time.isBefore(Instant.EPOCH) ? Instant.EPOCH : time;
    return (earliest.isAfter(LATEST) ? LATEST : earliest).toEpochMilli();
  }
}
