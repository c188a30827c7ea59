package io.zoetrope.tasks.local;

import io.zoetrope.tasks.Task;
import io.zoetrope.tasks.TaskState;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How tasks end, and how attempts do. One thread uses it. */
final class Completions {
  private static final String OPEN =
      "SELECT " + TaskRow.WHOLE + ", token FROM task WHERE id = ? AND ended IS NULL";
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
  private static final int TOKEN = 18;
  private static final int LONGEST_ERROR = 1000;

  private final TaskDatabase database;
  private final Changes changes;

  Completions(TaskDatabase database, Changes changes) {
    this.database = database;
    this.changes = changes;
  }

  /** Ends a task that is queued or running; false if there is no such. */
  boolean cancel(String id) throws SQLException {
    PreparedStatement query = database.statement(OPEN);
    query.setString(1, id);
    Task task;
    String token;
    try (ResultSet rows = query.executeQuery()) {
      if (!rows.next()) {
        return false;
      }
      task = TaskRow.whole(rows);
      token = rows.getString(TOKEN);
    }
    return end(task, token, TaskState.CANCELLED, null, null);
  }

  /**
   * Ends a task.
   *
   * @param token of its lease; null of one that is queued
   * @return false if it is not lent so any more, or has ended
   */
  boolean end(
      Task task,
      @Nullable String token,
      TaskState state,
      @Nullable String result,
      @Nullable String error)
      throws SQLException {
    PreparedStatement update = database.statement(END);
    update.setString(1, state.label());
    update.setLong(2, changes.now());
    update.setLong(3, changes.now());
    update.setString(4, result);
    update.setString(5, error == null ? null : clipped(error, LONGEST_ERROR));
    update.setBoolean(6, state == TaskState.DONE);
    update.setBoolean(7, state == TaskState.DONE);
    update.setString(8, task.id());
    update.setString(9, token);
    try (ResultSet rows = update.executeQuery()) {
      if (!rows.next()) {
        return false;
      }
      changes.dueAt(rows.getLong(PURGE_AT));
      changed(rows, task, token);
      return true;
    }
  }

  /** An attempt came to nothing: the task is queued again, or was tried often enough. */
  boolean attemptFailed(Task task, String token, String error, Duration delay) throws SQLException {
    if (task.attempt() >= task.attempts()) {
      return end(task, token, TaskState.DEAD, null, error);
    }
    long notBefore = changes.now() + Submissions.millis(delay);
    boolean due = notBefore <= changes.now();
    PreparedStatement update = database.statement(AGAIN);
    update.setInt(1, due ? 1 : 0);
    update.setLong(2, notBefore);
    update.setString(3, clipped(error, LONGEST_ERROR));
    update.setString(4, task.id());
    update.setString(5, token);
    try (ResultSet rows = update.executeQuery()) {
      if (!rows.next()) {
        return false;
      }
      changed(rows, task, token);
    }
    if (due) {
      changes.due(task.kind());
    } else {
      changes.dueAt(notBefore);
    }
    return true;
  }

  private void changed(ResultSet row, Task before, @Nullable String token) throws SQLException {
    changes.changed(
        TaskRow.read(row, before.payload(), Optional.empty()),
        token == null ? TaskState.QUEUED : TaskState.RUNNING);
  }

  static String clipped(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most - 1) + "…";
  }
}
