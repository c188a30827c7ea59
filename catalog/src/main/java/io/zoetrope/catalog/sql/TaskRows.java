package io.zoetrope.catalog.sql;

import io.zoetrope.catalog.TaskRecord;
import io.zoetrope.rows.Table;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The table of tasks. */
record TaskRows(Dialect engine) implements RowMapping<TaskRecord> {
  @Override
  public Table<TaskRecord> table() {
    return TaskRecord.TABLE;
  }

  @Override
  public String columns() {
    return "id, kind, camera, state, attempt, submitted, started, ended, payload, result, error,"
        + " file, type, size_bytes";
  }

  @Override
  public String time() {
    return "submitted";
  }

  @Override
  public String tie() {
    return "id";
  }

  @Override
  public TaskRecord read(ResultSet row) throws SQLException {
    return new TaskRecord(
        engine.text(row, 1),
        engine.text(row, 2),
        engine.textOrNull(row, 3),
        engine.text(row, 4),
        row.getInt(5),
        engine.time(row, 6),
        time(row, 7),
        time(row, 8),
        engine.text(row, 9),
        engine.textOrNull(row, 10),
        engine.textOrNull(row, 11),
        engine.textOrNull(row, 12),
        engine.textOrNull(row, 13),
        number(row, 14));
  }

  private @Nullable Instant time(ResultSet row, int column) throws SQLException {
    return row.getObject(column) == null ? null : engine.time(row, column);
  }

  private static @Nullable Long number(ResultSet row, int column) throws SQLException {
    long number = row.getLong(column);
    return row.wasNull() ? null : number;
  }

  @Override
  public Instant time(TaskRecord row) {
    return row.submitted();
  }

  @Override
  public String id(TaskRecord row) {
    return row.id();
  }
}
