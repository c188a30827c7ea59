package io.zoetrope.tasks.local;

import io.zoetrope.tasks.TaskState;
import java.sql.SQLException;
import java.time.Duration;

/** What happens to tasks by time alone. One thread uses it. */
record Maintenance(TaskDatabase database, Changes changes, Completions completions, Lookup lookup) {
  private static final String PROMOTE =
      "UPDATE task SET ready = 1 WHERE ready = 0 AND not_before <= ? RETURNING kind";
  private static final String LATE =
      LentTask.SELECT + "deadline <= ? AND ended IS NULL AND deadline IS NOT NULL";
  private static final String SILENT =
      LentTask.SELECT + "lease_until <= ? AND lease_until IS NOT NULL";
  private static final String LENT = LentTask.SELECT + "lease_until IS NOT NULL";
  private static final String PURGE =
      "DELETE FROM task WHERE seq IN (SELECT seq FROM task WHERE purge_at <= ?"
          + " AND purge_at IS NOT NULL LIMIT 500) RETURNING state";
  private static final String NEXT =
      "SELECT min((SELECT coalesce(min(not_before), ?1) FROM task WHERE ready = 0),"
          + " (SELECT coalesce(min(deadline), ?1) FROM task"
          + " WHERE ended IS NULL AND deadline IS NOT NULL),"
          + " (SELECT coalesce(min(lease_until), ?1) FROM task WHERE lease_until IS NOT NULL),"
          + " (SELECT max(coalesce(min(purge_at), ?1), ?2) FROM task"
          + " WHERE purge_at IS NOT NULL))";

  /** What is to be purged soon is purged together. */
  private static final long PURGE_PAUSE_MILLIS = 500;

  boolean isDue() {
    return changes.nextDue() <= changes.now();
  }

  void run() throws SQLException {
    for (LentTask late : database.rows(LATE, LentTask::read, changes.now())) {
      completions.end(late.task(), late.token(), TaskState.DEAD, null, "Its deadline has passed.");
    }
    for (LentTask silent : database.rows(SILENT, LentTask::read, changes.now())) {
      attemptFailed(silent, "Nothing was heard any more of the worker " + silent.worker() + ".");
    }
    for (String kind : database.rows(PROMOTE, row -> row.getString(1), changes.now())) {
      changes.due(kind);
    }
    for (String state : database.rows(PURGE, row -> row.getString(1), changes.now())) {
      changes.count(TaskRow.state(state), -1);
    }
    long purge = changes.now() + PURGE_PAUSE_MILLIS;
    database.row(NEXT, row -> row.getLong(1), Long.MAX_VALUE, purge).ifPresent(changes::nextDue);
  }

  /** At the start: whoever had a task ended with the last process. */
  void recover() throws SQLException {
    changes.recount(lookup.counts("*"));
    for (LentTask lent : database.rows(LENT, LentTask::read)) {
      attemptFailed(lent, "The server ended in the middle of it.");
    }
    changes.nextDue(changes.now());
  }

  private void attemptFailed(LentTask row, String error) throws SQLException {
    if (row.token() != null) {
      completions.attemptFailed(row.task(), row.token(), error, Duration.ZERO);
    }
  }
}
