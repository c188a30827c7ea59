package io.zoetrope.rows.format;

import io.zoetrope.rows.Column;
import io.zoetrope.rows.Table;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/** CSV after RFC 4180. One thread. */
final class CsvWriter<T> extends RowWriter<T> {
  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+([.,]\\d+)?([eE][+-]?\\d+)?");

  /** Without it Excel takes UTF-8 for the encoding of its own system. */
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final boolean spreadsheetSafe;

  CsvWriter(Table<T> table, Chunks out, TableOptions options) {
    super(table, out);
    this.spreadsheetSafe = options.spreadsheetSafe();
  }

  @Override
  void begin() throws IOException {
    if (spreadsheetSafe) {
      out.raw(BYTE_ORDER_MARK);
    }
    for (int at = 0; at < columns().size(); at++) {
      separate(at);
      text(columns().get(at).name());
    }
    endLine();
  }

  @Override
  void row(T row, long before) throws IOException {
    List<Column<T>> columns = columns();
    for (int at = 0; at < columns.size(); at++) {
      separate(at);
      Column<T> column = columns.get(at);
      Object value = column.value().apply(row);
      if (value != null) {
        value(column, value);
      } else if (columns.size() == 1) {
        // Readers take an empty line for no row.
        out.raw("\"\"");
      }
    }
    endLine();
  }

  @Override
  void end(long rows) {}

  @Override
  void text(CharSequence text) throws IOException {
    boolean formula = spreadsheetSafe && isFormula(text);
    if (!formula && isPlain(text)) {
      out.escaped(text, Escapes.CSV);
      return;
    }
    out.raw('"');
    if (formula) {
      out.raw('\'');
    }
    out.escaped(text, Escapes.CSV);
    out.raw('"');
  }

  private void separate(int at) throws IOException {
    if (at > 0) {
      out.raw(',');
    }
  }

  private void endLine() throws IOException {
    out.raw("\r\n");
  }

  private static boolean isFormula(CharSequence text) {
    if (text.isEmpty()) {
      return false;
    }
    return switch (text.charAt(0)) {
      case '=', '@', '\t', '\r' -> true;
      case '+', '-' -> !NUMBER.matcher(text).matches();
      default -> false;
    };
  }

  /** Whether it means the same without quotes; some readers drop spaces around a cell. */
  private static boolean isPlain(CharSequence text) {
    int length = text.length();
    if (length == 0 || text.charAt(0) == ' ' || text.charAt(length - 1) == ' ') {
      return false;
    }
    for (int at = 0; at < length; at++) {
      char one = text.charAt(at);
      if (one == ',' || one == '"' || one < ' ') {
        return false;
      }
    }
    return true;
  }
}
