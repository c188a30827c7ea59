package io.zoetrope.tasks.local;

import io.zoetrope.tasks.Task;
import io.zoetrope.tasks.TaskState;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What happens to tasks by time alone. One thread uses it. */
final class Maintenance {
  private static final String PROMOTE =
      "UPDATE task SET ready = 1 WHERE ready = 0 AND not_before <= ? RETURNING kind";
  private static final String LATE =
      select("deadline <= ? AND ended IS NULL AND deadline IS NOT NULL");
  private static final String SILENT = select("lease_until <= ? AND lease_until IS NOT NULL");
  private static final String LENT = select("lease_until IS NOT NULL");
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

  private static final int TOKEN = 18;
  private static final int WORKER = 19;

  private final TaskDatabase database;
  private final Changes changes;
  private final Completions completions;

  Maintenance(TaskDatabase database, Changes changes, Completions completions) {
    this.database = database;
    this.changes = changes;
    this.completions = completions;
  }

  private static String select(String where) {
    return "SELECT " + TaskRow.WHOLE + ", token, worker FROM task WHERE " + where;
  }

  private record Row(Task task, @Nullable String token, @Nullable String worker) {}

  /** Whether the time for something has come. */
  boolean isDue() {
    return changes.nextDue() <= changes.now();
  }

  void run() throws SQLException {
    for (Row late : rows(LATE, changes.now())) {
      completions.end(late.task(), late.token(), TaskState.DEAD, null, "Its deadline has passed.");
    }
    for (Row silent : rows(SILENT, changes.now())) {
      attemptFailed(silent, "Nothing was heard any more of the worker " + silent.worker() + ".");
    }
    promote();
    purge();
    PreparedStatement query = database.statement(NEXT);
    query.setLong(1, Long.MAX_VALUE);
    query.setLong(2, changes.now() + PURGE_PAUSE_MILLIS);
    try (ResultSet rows = query.executeQuery()) {
      rows.next();
      changes.nextDue(rows.getLong(1));
    }
  }

  /** At the start: whoever had a task ended with the last process. */
  void recover() throws SQLException {
    changes.recount(counts());
    for (Row lent : rows(LENT, 0)) {
      attemptFailed(lent, "The server ended in the middle of it.");
    }
    changes.nextDue(changes.now());
  }

  private void attemptFailed(Row row, String error) throws SQLException {
    if (row.token() != null) {
      completions.attemptFailed(row.task(), row.token(), error, Duration.ZERO);
    }
  }

  private List<Row> rows(String sql, long now) throws SQLException {
    List<Row> found = new ArrayList<>();
    PreparedStatement query = database.statement(sql);
    if (query.getParameterMetaData().getParameterCount() > 0) {
      query.setLong(1, now);
    }
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        found.add(new Row(TaskRow.whole(rows), rows.getString(TOKEN), rows.getString(WORKER)));
      }
    }
    return found;
  }

  private void promote() throws SQLException {
    PreparedStatement update = database.statement(PROMOTE);
    update.setLong(1, changes.now());
    try (ResultSet rows = update.executeQuery()) {
      while (rows.next()) {
        changes.due(rows.getString(1));
      }
    }
  }

  private void purge() throws SQLException {
    PreparedStatement delete = database.statement(PURGE);
    delete.setLong(1, changes.now());
    try (ResultSet rows = delete.executeQuery()) {
      while (rows.next()) {
        changes.count(TaskState.of(rows.getString(1)).orElseThrow(), -1);
      }
    }
  }

  /** How many tasks the file has in each state. */
  Map<TaskState, Long> counts() throws SQLException {
    Map<TaskState, Long> counts = new EnumMap<>(TaskState.class);
    String sql = "SELECT state, count(*) FROM task GROUP BY state";
    try (ResultSet rows = database.statement(sql).executeQuery()) {
      while (rows.next()) {
        counts.put(TaskState.of(rows.getString(1)).orElseThrow(), rows.getLong(2));
      }
    }
    return counts;
  }
}
