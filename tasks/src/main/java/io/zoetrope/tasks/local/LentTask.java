package io.zoetrope.tasks.local;

import io.zoetrope.tasks.Task;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A task and who has it. Immutable.
 *
 * @param token of its lease; null of one that is queued
 */
record LentTask(Task task, @Nullable String token, @Nullable String worker) {
  /** What is read, up to the condition. */
  static final String SELECT = "SELECT " + TaskRow.WHOLE + ", token, worker FROM task WHERE ";

  static LentTask read(ResultSet row) throws SQLException {
    return new LentTask(TaskRow.whole(row), row.getString(18), row.getString(19));
  }
}
