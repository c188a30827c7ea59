package io.zoetrope.rows.format;

import io.zoetrope.rows.Column;
import io.zoetrope.rows.Table;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** JSON objects, one a line, with or without an array around them. One thread. */
final class JsonWriter<T> extends RowWriter<T> {
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");

  private final JsonCheck check = new JsonCheck();
  private final List<byte[]> keys = new ArrayList<>();
  private final boolean array;

  private JsonWriter(Table<T> table, Chunks out, boolean array) {
    super(table, out);
    this.array = array;
    for (Column<T> column : table.columns()) {
      keys.add(key(column.name(), keys.isEmpty() ? "{\"" : ",\""));
    }
  }

  static <T> JsonWriter<T> lines(Table<T> table, Chunks out) {
    return new JsonWriter<>(table, out, false);
  }

  static <T> JsonWriter<T> array(Table<T> table, Chunks out) {
    return new JsonWriter<>(table, out, true);
  }

  @Override
  void begin() throws IOException {
    if (array) {
      out.ascii('[');
    }
  }

  @Override
  void row(T row, long before) throws IOException {
    if (array) {
      out.ascii(before == 0 ? "\n" : ",\n");
    }
    List<Column<T>> columns = columns();
    for (int at = 0; at < columns.size(); at++) {
      Column<T> column = columns.get(at);
      out.raw(keys.get(at));
      Object value = column.value().apply(row);
      if (value == null) {
        out.ascii("null");
      } else {
        value(column, value);
      }
    }
    out.ascii('}');
    if (!array) {
      out.ascii('\n');
    }
  }

  @Override
  void end(long rows) throws IOException {
    if (array) {
      out.ascii(rows == 0 ? "]\n" : "\n]\n");
    }
  }

  @Override
  void text(CharSequence text) throws IOException {
    out.ascii('"');
    out.escaped(text, Escapes.JSON);
    out.ascii('"');
  }

  @Override
  void instant(Instant instant) throws IOException {
    out.ascii('"');
    out.instant(instant);
    out.ascii('"');
  }

  @Override
  void json(String json) throws IOException {
    if (check.isWhole(json)) {
      out.escaped(json, Escapes.JSON_LINE);
    } else {
      text(json);
    }
  }

  /** JSON has no infinity. */
  @Override
  void number(Number number) throws IOException {
    String text = number.toString();
    out.ascii(NUMBER.matcher(text).matches() ? text : "null");
  }

  private static byte[] key(String name, String before) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      Chunks chunks = new Chunks(bytes);
      chunks.ascii(before);
      chunks.escaped(name, Escapes.JSON);
      chunks.ascii("\":");
      chunks.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
