package io.zoetrope.tasks.local;

import io.zoetrope.tasks.Lease;
import io.zoetrope.tasks.Task;
import io.zoetrope.tasks.TaskState;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How tasks end, and how attempts do. One thread uses it. */
record Completions(TaskDatabase database, Changes changes) {
  private static final String OPEN = LentTask.SELECT + "id = ? AND ended IS NULL";
  private static final String END =
      "UPDATE task SET state = ?, ended = ?, purge_at = ? + keep, result = ?, error = ?,"
          + " percent = CASE WHEN ? THEN 100 ELSE percent END,"
          + " note = CASE WHEN ? THEN '' ELSE note END,"
          + " ready = NULL, token = NULL, worker = NULL, lease_until = NULL"
          + " WHERE id = ? AND token IS ? AND ended IS NULL RETURNING "
          + TaskRow.SHORT
          + ", purge_at";
  private static final String AGAIN =
      "UPDATE task SET state = 'queued', ready = ?, not_before = ?, percent = 0, note = '',"
          + " error = ?, token = NULL, worker = NULL, lease_until = NULL"
          + " WHERE id = ? AND token IS ? AND ended IS NULL RETURNING "
          + TaskRow.SHORT;

  private static final int PURGE_AT = 16;
  private static final int LONGEST_ERROR = 1000;

  /** Ends a task that is queued or running; false if it is neither. */
  boolean cancel(String id) throws SQLException {
    Optional<LentTask> open = database.row(OPEN, LentTask::read, id);
    return open.isPresent()
        && end(open.get().task(), open.get().token(), TaskState.CANCELLED, null, null);
  }

  /** Ends a task that is lent; false if it is not lent so any more. */
  boolean end(Lease lease, TaskState state, @Nullable String result, @Nullable String error)
      throws SQLException {
    return end(lease.task(), lease.token(), state, result, error);
  }

  /** False if it has ended, or is not lent with this token any more; a queued task has none. */
  boolean end(
      Task task,
      @Nullable String token,
      TaskState state,
      @Nullable String result,
      @Nullable String error)
      throws SQLException {
    boolean done = state == TaskState.DONE;
    String kept = error == null ? null : clipped(error, LONGEST_ERROR);
    return changed(
        token,
        database.row(
            END,
            row -> {
              changes.dueAt(row.getLong(PURGE_AT));
              return TaskRow.read(row, task.payload(), Optional.empty());
            },
            state.label(),
            changes.now(),
            changes.now(),
            result,
            kept,
            done,
            done,
            task.id(),
            token));
  }

  /** An attempt came to nothing: the task is queued again, or was tried often enough. */
  boolean attemptFailed(Task task, String token, String error, Duration delay) throws SQLException {
    if (task.attempt() >= task.attempts()) {
      return end(task, token, TaskState.DEAD, null, error);
    }
    long notBefore = changes.now() + Submissions.millis(delay);
    boolean due = notBefore <= changes.now();
    Optional<Task> again =
        database.row(
            AGAIN,
            row -> TaskRow.read(row, task.payload(), Optional.empty()),
            due ? 1 : 0,
            notBefore,
            clipped(error, LONGEST_ERROR),
            task.id(),
            token);
    if (again.isPresent() && due) {
      changes.due(task.kind());
    } else if (again.isPresent()) {
      changes.dueAt(notBefore);
    }
    return changed(token, again);
  }

  private boolean changed(@Nullable String token, Optional<Task> after) {
    after.ifPresent(
        task -> changes.changed(task, token == null ? TaskState.QUEUED : TaskState.RUNNING));
    return after.isPresent();
  }

  static String clipped(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most - 1) + "…";
  }
}
