package io.zoetrope.catalog.sql;

import static java.util.stream.Collectors.joining;

import io.zoetrope.catalog.EventRecord;
import io.zoetrope.catalog.TaskRecord;
import io.zoetrope.rows.Column;
import io.zoetrope.rows.Table;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/**
 * How the rows of a table are stored. Any thread.
 *
 * @param reader reads the columns of the table, in their order
 * @param time the column that orders the rows
 * @param tie the column that orders rows of the same time: rises, and no two rows share a value
 * @param timeOf what a row has in the column {@code time}
 */
record RowMapping<T>(
    Table<T> table,
    String time,
    String tie,
    RowReader<T> reader,
    Function<T, Instant> timeOf,
    Function<T, String> idOf) {

  String columns() {
    return table.columns().stream().map(Column::name).collect(joining(", "));
  }

  /** The beginning of a statement that takes what {@link #batch} binds. */
  String insert() {
    String places = String.join(", ", Collections.nCopies(table.columns().size(), "?"));
    return "INSERT INTO %s (%s) VALUES (%s)".formatted(table.name(), columns(), places);
  }

  /** Binds what each row has in the columns of the table. */
  PreparedBatch batch(Dialect engine, Handle handle, String sql, List<T> rows) {
    PreparedBatch batch = handle.prepareBatch(sql);
    for (T row : rows) {
      int at = 0;
      for (Column<T> column : table.columns()) {
        batch.bind(at++, stored(engine, column.value().apply(row)));
      }
      batch.add();
    }
    return batch;
  }

  private static @Nullable Object stored(Dialect engine, @Nullable Object value) {
    return switch (value) {
      case String text -> Texts.kept(text);
      case Instant time -> engine.stored(time);
      case null, default -> value;
    };
  }

  interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  static RowMapping<EventRecord> events(Dialect engine) {
    return new RowMapping<>(
        EventRecord.TABLE,
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
