package io.zoetrope.catalog.sql;

import io.zoetrope.catalog.EventRecord;
import io.zoetrope.catalog.TaskRecord;
import io.zoetrope.rows.Table;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How the rows of a table are stored. Any thread.
 *
 * @param columns what is read, in the order in which the reader expects it
 * @param time the column that orders the rows
 * @param tie the column that orders rows of the same time: rises, and no two rows share a value
 * @param timeOf what a row has in the column {@code time}
 */
record RowMapping<T>(
    Table<T> table,
    String columns,
    String time,
    String tie,
    RowReader<T> reader,
    Function<T, Instant> timeOf,
    Function<T, String> idOf) {

  interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  static RowMapping<EventRecord> events(Dialect engine) {
    return new RowMapping<>(
        EventRecord.TABLE,
        "id, at, kind, camera, detail",
        "at",
        "seq",
        row ->
            new EventRecord(
                engine.text(row, 1),
                engine.time(row, 2),
                engine.text(row, 3),
                engine.textOrNull(row, 4),
                engine.text(row, 5)),
        EventRecord::at,
        EventRecord::id);
  }

  static RowMapping<TaskRecord> tasks(Dialect engine) {
    return new RowMapping<>(
        TaskRecord.TABLE,
        TaskUpsert.COLUMNS,
        "submitted",
        "id",
        row ->
            new TaskRecord(
                engine.text(row, 1),
                engine.text(row, 2),
                engine.textOrNull(row, 3),
                engine.text(row, 4),
                row.getInt(5),
                engine.time(row, 6),
                time(engine, row, 7),
                time(engine, row, 8),
                engine.text(row, 9),
                engine.textOrNull(row, 10),
                engine.textOrNull(row, 11),
                engine.textOrNull(row, 12),
                engine.textOrNull(row, 13),
                number(row, 14)),
        TaskRecord::submitted,
        TaskRecord::id);
  }

  private static @Nullable Instant time(Dialect engine, ResultSet row, int column)
      throws SQLException {
    return row.getObject(column) == null ? null : engine.time(row, column);
  }

  private static @Nullable Long number(ResultSet row, int column) throws SQLException {
    long number = row.getLong(column);
    return row.wasNull() ? null : number;
  }
}
