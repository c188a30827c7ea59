package io.zoetrope.rows.format;

import io.zoetrope.rows.Column;
import io.zoetrope.rows.ColumnType;
import io.zoetrope.rows.Table;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A page with a table. One thread. */
final class HtmlWriter<T> extends RowWriter<T> {
  private static final byte[] ROW = ascii("<tr><td>");
  private static final byte[] CELL = ascii("</td><td>");
  private static final byte[] END_OF_ROW = ascii("</td></tr>\n");
  private static final String STYLE =
      """
      :root{color-scheme:light dark}
      body{margin:1rem;font:14px/1.4 system-ui,sans-serif}
      table{border-collapse:collapse}
      th,td{padding:.25em .75em;border-bottom:1px solid #8884;text-align:left;vertical-align:top;overflow-wrap:break-word}
      th{position:sticky;top:0;background:Canvas;white-space:nowrap}
      footer{padding-top:1em}
      """;

  private final TableOptions options;

  HtmlWriter(Table<T> table, Chunks out, TableOptions options) {
    super(table, out);
    this.options = options;
  }

  @Override
  void begin() throws IOException {
    out.ascii(
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width,initial-scale=1">
        <title>\
        """);
    text(table.name());
    out.ascii("</title>\n<style>\n" + STYLE);
    for (int at = 0; at < columns().size(); at++) {
      ColumnType type = columns().get(at).type();
      if (type == ColumnType.TIME) {
        out.ascii("td:nth-child(%d){white-space:nowrap}\n".formatted(at + 1));
      } else if (type == ColumnType.NUMBER) {
        out.ascii(
            "th:nth-child(%1$d),td:nth-child(%1$d){text-align:right;white-space:nowrap}\n"
                .formatted(at + 1));
      }
    }
    out.ascii("</style>\n");
    out.raw(options.page().head().getBytes(StandardCharsets.UTF_8));
    out.ascii("</head>\n<body>\n");
    out.raw(options.page().top().getBytes(StandardCharsets.UTF_8));
    out.ascii("<header><h1>");
    text(table.name());
    out.ascii("</h1>");
    if (!options.about().isEmpty()) {
      out.ascii("<p>");
      text(options.about());
      out.ascii("</p>");
    }
    out.ascii("</header>\n<table>\n<thead><tr>");
    for (Column<T> column : columns()) {
      out.ascii("<th scope=\"col\"");
      out.ascii(column.type() == ColumnType.TIME ? " data-type=\"time\">" : ">");
      text(column.name().replace('_', ' '));
      out.ascii("</th>");
    }
    out.ascii("</tr></thead>\n<tbody>\n");
  }

  @Override
  void row(T row, long before) throws IOException {
    List<Column<T>> columns = columns();
    for (int at = 0; at < columns.size(); at++) {
      out.raw(at == 0 ? ROW : CELL);
      Column<T> column = columns.get(at);
      Object value = column.value().apply(row);
      if (value != null) {
        value(column, value);
      }
    }
    out.raw(END_OF_ROW);
  }

  /** A reader sees by the footer that nothing is missing. */
  @Override
  void end(long rows) throws IOException {
    out.ascii("</tbody>\n</table>\n<footer><p>");
    out.ascii(rows == 1 ? "1 row" : rows + " rows");
    if (!options.about().isEmpty()) {
      out.ascii(": ");
      text(options.about());
    }
    out.ascii(". This is the end of the table.</p></footer>\n</body>\n</html>\n");
  }

  @Override
  void text(CharSequence text) throws IOException {
    out.escaped(text, Escapes.HTML);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
