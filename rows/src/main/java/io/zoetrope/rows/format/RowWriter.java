package io.zoetrope.rows.format;

import io.zoetrope.rows.Column;
import io.zoetrope.rows.Cursor;
import io.zoetrope.rows.Table;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.LongConsumer;

/** Writes one table in one format. One thread. */
abstract class RowWriter<T> {
  /** Rows that come slowly leave after this time, although they do not fill a chunk. */
  private static final long PATIENCE_NANOS = 100_000_000;

  final Table<T> table;
  final Chunks out;
  private final InstantText instants = new InstantText();

  RowWriter(Table<T> table, Chunks out) {
    this.table = table;
    this.out = out;
  }

  long writeAll(Cursor<? extends T> rows, LongConsumer progress) throws Exception {
    long count = 0;
    long told = 0;
    T row = rows.next();
    begin();
    while (row != null) {
      row(row, count++);
      if (count == 1 || System.nanoTime() - out.lastNanos() > PATIENCE_NANOS) {
        out.flush();
      }
      if (told != out.chunks()) {
        told = out.chunks();
        progress.accept(count);
      }
      row = rows.next();
    }
    end(count);
    out.flush();
    progress.accept(count);
    return count;
  }

  abstract void begin() throws IOException;

  /** Writes a row; so many were written before. */
  abstract void row(T row, long before) throws IOException;

  abstract void end(long rows) throws IOException;

  abstract void text(CharSequence text) throws IOException;

  void json(String json) throws IOException {
    text(json);
  }

  void number(Number number) throws IOException {
    text(number.toString());
  }

  /** Writes what a row has in a column, which is not null. */
  final void value(Column<T> column, Object value) throws IOException {
    switch (column.type()) {
      case TEXT -> text(value instanceof CharSequence text ? text : value.toString());
      case NUMBER -> {
        switch (value) {
          case Long whole -> out.number(whole);
          case Integer whole -> out.number(whole);
          case Number number -> number(number);
          default -> text(value.toString());
        }
      }
      case BOOLEAN -> out.raw(Boolean.TRUE.equals(value) ? "true" : "false");
      case TIME -> time(value);
      case JSON -> json(value.toString());
    }
  }

  private void time(Object value) throws IOException {
    if (value instanceof Instant instant && InstantText.isUsual(instant)) {
      instant(instants.text(instant));
    } else {
      text(value.toString());
    }
  }

  /** Writes an instant of a year with four digits. */
  void instant(String instant) throws IOException {
    out.raw(instant);
  }

  final List<Column<T>> columns() {
    return table.columns();
  }
}
