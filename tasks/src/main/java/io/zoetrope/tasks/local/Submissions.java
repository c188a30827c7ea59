package io.zoetrope.tasks.local;

import io.zoetrope.tasks.Task;
import io.zoetrope.tasks.TaskIds;
import io.zoetrope.tasks.TaskOptions;
import io.zoetrope.tasks.TaskRequest;
import io.zoetrope.tasks.TaskState;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts tasks into the queue. One thread uses it. */
record Submissions(
    TaskDatabase database, Changes changes, Lookup lookup, TaskIds ids, int capacity) {
  private static final String INSERT =
      "INSERT INTO task (id, kind, state, ready, priority, attempt, attempts, percent, note,"
          + " submitted, not_before, deadline, idempotency_key, keep, payload)"
          + " VALUES (?, ?, 'queued', ?, ?, 0, ?, 0, '', ?, ?, ?, ?, ?, ?) RETURNING "
          + TaskRow.SHORT;

  /** Times beyond are as good as never, and would not fit. */
  private static final Duration LONGEST = Duration.ofDays(100L * 365);

  private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

  /** Null when the queue is full; {@code payload} is the request's, as it is kept. */
  @Nullable Task submit(TaskRequest request, String payload) throws SQLException {
    Optional<String> key = request.options().idempotencyKey();
    if (key.isPresent()) {
      Optional<Task> before = lookup.find(request.kind(), key.get());
      if (before.isPresent()) {
        return before.get();
      }
    }
    return hasRoom() ? insert(request, payload) : null;
  }

  boolean hasRoom() {
    return changes.count(TaskState.QUEUED) < capacity;
  }

  private Task insert(TaskRequest request, String payload) throws SQLException {
    TaskOptions options = request.options();
    long notBefore = changes.now() + millis(options.delay());
    boolean due = notBefore <= changes.now();
    Optional<Long> deadline = options.deadline().map(Submissions::millis);
    deadline.ifPresent(changes::dueAt);
    if (due) {
      changes.due(request.kind());
    } else {
      changes.dueAt(notBefore);
    }
    Task made =
        database
            .row(
                INSERT,
                row -> TaskRow.read(row, request.payload(), Optional.empty()),
                ids.next(),
                request.kind(),
                due ? 1 : 0,
                TaskRow.number(options.priority()),
                options.attempts(),
                changes.now(),
                notBefore,
                deadline.orElse(null),
                options.idempotencyKey().orElse(null),
                millis(options.keep()),
                payload)
            .orElseThrow();
    changes.changed(made, null);
    return made;
  }

  /** Rounded up, because a wait must not end too early. */
  static long millis(Duration duration) {
    Duration bounded = duration.compareTo(LONGEST) > 0 ? LONGEST : duration;
    return bounded.plusNanos(999_999).toMillis();
  }

  private static long millis(Instant time) {
    Instant earliest = time.isBefore(Instant.EPOCH) ? Instant.EPOCH : time;
    return (earliest.isAfter(LATEST) ? LATEST : earliest).toEpochMilli();
  }
}
