package io.zoetrope.tasks.local;

import io.zoetrope.tasks.Task;
import io.zoetrope.tasks.TaskFilter;
import io.zoetrope.tasks.TaskState;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds and lists tasks. One thread uses it. */
final class Lookup {
  private static final String FIND = "SELECT " + TaskRow.WHOLE + " FROM task WHERE id = ?";
  private static final String COUNT =
      "SELECT state, count(*) FROM task WHERE kind GLOB ? GROUP BY state";
  private static final String BEHIND = "SELECT seq FROM task WHERE id < ? ORDER BY id DESC LIMIT 1";

  private final TaskDatabase database;

  Lookup(TaskDatabase database) {
    this.database = database;
  }

  Optional<Task> find(String id) throws SQLException {
    PreparedStatement query = database.statement(FIND);
    query.setString(1, id);
    try (ResultSet rows = query.executeQuery()) {
      return rows.next() ? Optional.of(TaskRow.whole(rows)) : Optional.empty();
    }
  }

  List<Task> list(TaskFilter filter) throws SQLException {
    StringBuilder sql = new StringBuilder("SELECT " + TaskRow.WHOLE + " FROM task WHERE seq <= ?");
    if (filter.state().isPresent()) {
      // The + keeps the index by kind out: the one by state has the kind, too.
      sql.append(" AND state = ?").append(filter.kind().isPresent() ? " AND +kind GLOB ?" : "");
    } else if (filter.kind().isPresent()) {
      sql.append(filter.kind().get().endsWith("*") ? " AND kind GLOB ?" : " AND kind = ?");
    }
    if (filter.without().isPresent()) {
      sql.append(" AND kind NOT GLOB ?");
    }
    PreparedStatement query = database.statement(sql + " ORDER BY seq DESC LIMIT ?");
    int at = 1;
    query.setLong(at++, filter.after().isPresent() ? behind(filter.after().get()) : Long.MAX_VALUE);
    if (filter.state().isPresent()) {
      query.setString(at++, filter.state().get().label());
    }
    if (filter.kind().isPresent()) {
      query.setString(at++, filter.kind().get());
    }
    if (filter.without().isPresent()) {
      query.setString(at++, filter.without().get());
    }
    query.setInt(at, filter.most());
    List<Task> page = new ArrayList<>();
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        page.add(TaskRow.whole(rows));
      }
    }
    return page;
  }

  /** How many tasks of these kinds are in each state. */
  Map<TaskState, Long> counts(String kind) throws SQLException {
    Map<TaskState, Long> counts = new EnumMap<>(TaskState.class);
    for (TaskState state : TaskState.values()) {
      counts.put(state, 0L);
    }
    PreparedStatement query = database.statement(COUNT);
    query.setString(1, kind);
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        counts.put(TaskState.of(rows.getString(1)).orElseThrow(), rows.getLong(2));
      }
    }
    return counts;
  }

  /** The newest before this one, which itself need not be there any more. */
  private long behind(String id) throws SQLException {
    PreparedStatement query = database.statement(BEHIND);
    query.setString(1, id);
    try (ResultSet rows = query.executeQuery()) {
      return rows.next() ? rows.getLong(1) : -1;
    }
  }
}
