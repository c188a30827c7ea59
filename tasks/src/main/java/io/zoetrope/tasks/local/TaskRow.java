package io.zoetrope.tasks.local;

import io.zoetrope.tasks.Priority;
import io.zoetrope.tasks.Progress;
import io.zoetrope.tasks.Task;
import io.zoetrope.tasks.TaskJson;
import io.zoetrope.tasks.TaskState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** How a task is read from its row. */
final class TaskRow {
  /** All columns except those that may be long. */
  static final String SHORT =
      "id, kind, state, priority, attempt, attempts, percent, note, submitted, not_before,"
          + " started, ended, deadline, idempotency_key, error";

  static final String WHOLE = SHORT + ", payload, result";

  /** Their places here are their numbers in files. */
  private static final List<Priority> PRIORITIES =
      List.of(Priority.HIGH, Priority.NORMAL, Priority.LOW);

  private TaskRow() {}

  static int number(Priority priority) {
    return PRIORITIES.indexOf(priority);
  }

  /** From the columns of {@link #WHOLE}. */
  static Task whole(ResultSet row) throws SQLException {
    Optional<JsonNode> result = text(row, 17).map(TaskJson::parse);
    return read(row, TaskJson.parse(row.getString(16)), result);
  }

  /** From the columns of {@link #SHORT}, with what the caller knows of the others. */
  static Task read(ResultSet row, JsonNode payload, Optional<JsonNode> result) throws SQLException {
    return new Task(
        row.getString(1),
        row.getString(2),
        payload,
        state(row.getString(3)),
        PRIORITIES.get(row.getInt(4)),
        row.getInt(5),
        row.getInt(6),
        new Progress(row.getInt(7), row.getString(8)),
        Instant.ofEpochMilli(row.getLong(9)),
        Instant.ofEpochMilli(row.getLong(10)),
        time(row, 11),
        time(row, 12),
        time(row, 13),
        text(row, 14),
        result,
        text(row, 15));
  }

  static TaskState state(String label) throws SQLException {
    return TaskState.of(label).orElseThrow(() -> new SQLException("There is no state " + label));
  }

  private static Optional<Instant> time(ResultSet row, int column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
  }

  private static Optional<String> text(ResultSet row, int column) throws SQLException {
    return Optional.ofNullable(row.getString(column));
  }
}
