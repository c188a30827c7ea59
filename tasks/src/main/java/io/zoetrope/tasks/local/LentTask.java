package io.zoetrope.tasks.local;

import io.zoetrope.tasks.Task;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A task and who has it; one that is queued has no token of a lease. */
record LentTask(Task task, @Nullable String token, @Nullable String worker) {
  /** What is read, up to the condition. */
  static final String SELECT = "SELECT " + TaskRow.WHOLE + ", token, worker FROM task WHERE ";

  static LentTask read(ResultSet row) throws SQLException {
    return new LentTask(TaskRow.whole(row), row.getString(18), row.getString(19));
  }
}
