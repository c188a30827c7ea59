package io.zoetrope.tasks.local;

import io.zoetrope.tasks.Task;
import io.zoetrope.tasks.TaskFilter;
import io.zoetrope.tasks.TaskState;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds and lists tasks. One thread uses it. */
final class Lookup {
  private static final String FIND = "SELECT " + TaskRow.WHOLE + " FROM task WHERE id = ?";
  private static final String WITH_KEY =
      "SELECT " + TaskRow.WHOLE + " FROM task WHERE kind = ? AND idempotency_key = ?";
  private static final String COUNT =
      "SELECT state, count(*) FROM task WHERE kind GLOB ? GROUP BY state";
  private static final String BEHIND = "SELECT seq FROM task WHERE id < ? ORDER BY id DESC LIMIT 1";

  private final TaskDatabase database;

  Lookup(TaskDatabase database) {
    this.database = database;
  }

  Optional<Task> find(String id) throws SQLException {
    return database.row(FIND, TaskRow::whole, id);
  }

  Optional<Task> find(String kind, String key) throws SQLException {
    return database.row(WITH_KEY, TaskRow::whole, kind, key);
  }

  List<Task> list(TaskFilter filter) throws SQLException {
    StringBuilder sql = new StringBuilder("SELECT " + TaskRow.WHOLE + " FROM task WHERE seq <= ?");
    List<Object> values = new ArrayList<>();
    values.add(filter.after().isPresent() ? behind(filter.after().get()) : Long.MAX_VALUE);
    if (filter.state().isPresent()) {
      // The + keeps the index by kind out: the one by state has the kind as well.
      sql.append(" AND state = ?").append(filter.kind().isPresent() ? " AND +kind GLOB ?" : "");
      values.add(filter.state().get().label());
    } else if (filter.kind().isPresent()) {
      sql.append(filter.kind().get().endsWith("*") ? " AND kind GLOB ?" : " AND kind = ?");
    }
    filter.kind().ifPresent(values::add);
    if (filter.without().isPresent()) {
      sql.append(" AND kind NOT GLOB ?");
      values.add(filter.without().get());
    }
    values.add(filter.most());
    return database.rows(sql + " ORDER BY seq DESC LIMIT ?", TaskRow::whole, values.toArray());
  }

  Map<TaskState, Long> counts(String kind) throws SQLException {
    Map<TaskState, Long> counts = TaskState.noTasks();
    database.rows(COUNT, row -> counts.put(TaskRow.state(row.getString(1)), row.getLong(2)), kind);
    return counts;
  }

  /** The newest before this one, which itself need not be there any more. */
  private long behind(String id) throws SQLException {
    return database.row(BEHIND, row -> row.getLong(1), id).orElse(-1L);
  }
}
