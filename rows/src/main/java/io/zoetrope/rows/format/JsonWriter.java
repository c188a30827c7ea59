package io.zoetrope.rows.format;

import io.zoetrope.rows.Column;
import io.zoetrope.rows.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** JSON objects, one a line, with or without an array around them. One thread. */
final class JsonWriter<T> extends RowWriter<T> {
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");

  private final JsonFactory factory = new JsonFactory();
  private final List<String> keys = new ArrayList<>();
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
      out.raw('[');
    }
  }

  @Override
  void row(T row, long before) throws IOException {
    if (array) {
      out.raw(before == 0 ? "\n" : ",\n");
    }
    List<Column<T>> columns = columns();
    for (int at = 0; at < columns.size(); at++) {
      Column<T> column = columns.get(at);
      out.raw(keys.get(at));
      Object value = column.value().apply(row);
      if (value == null) {
        out.raw("null");
      } else {
        value(column, value);
      }
    }
    out.raw('}');
    if (!array) {
      out.raw('\n');
    }
  }

  @Override
  void end(long rows) throws IOException {
    if (array) {
      out.raw(rows == 0 ? "]\n" : "\n]\n");
    }
  }

  @Override
  void text(CharSequence text) throws IOException {
    out.raw('"');
    out.escaped(text, Escapes.JSON);
    out.raw('"');
  }

  @Override
  void instant(String instant) throws IOException {
    out.raw('"' + instant + '"');
  }

  @Override
  void json(String json) throws IOException {
    if (isWhole(json)) {
      out.escaped(json, Escapes.JSON_LINE);
    } else {
      text(json);
    }
  }

  /** Whether this is one JSON value and nothing else. */
  private boolean isWhole(String text) {
    try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), text)) {
      if (parser.nextToken() == null) {
        return false;
      }
      parser.skipChildren();
      // Numbers are read only when somebody asks, texts when they are passed.
      return parser.nextToken() == null;
    } catch (JacksonException e) {
      return false;
    }
  }

  /** JSON has no infinity. */
  @Override
  void number(Number number) throws IOException {
    String text = number.toString();
    out.raw(NUMBER.matcher(text).matches() ? text : "null");
  }

  private static String key(String name, String before) {
    StringBuilder key = new StringBuilder(before);
    Escapes.JSON.append(name, key);
    return key.append("\":").toString();
  }
}
