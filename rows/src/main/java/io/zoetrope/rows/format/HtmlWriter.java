package io.zoetrope.rows.format;

import io.zoetrope.rows.Column;
import io.zoetrope.rows.ColumnType;
import io.zoetrope.rows.Table;
import java.io.IOException;
import java.util.List;

/** A page with a table. One thread. */
final class HtmlWriter<T> extends RowWriter<T> {
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
    out.raw(
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width,initial-scale=1">
        <title>\
        """);
    text(table.name());
    out.raw("</title>\n<style>\n" + STYLE);
    for (int at = 0; at < columns().size(); at++) {
      ColumnType type = columns().get(at).type();
      if (type == ColumnType.TIME) {
        out.raw("td:nth-child(%d){white-space:nowrap}\n".formatted(at + 1));
      } else if (type == ColumnType.NUMBER) {
        out.raw(
            "th:nth-child(%1$d),td:nth-child(%1$d){text-align:right;white-space:nowrap}\n"
                .formatted(at + 1));
      }
    }
    out.raw("</style>\n");
    out.raw(options.page().head());
    out.raw("</head>\n<body>\n");
    out.raw(options.page().top());
    out.raw("<header><h1>");
    text(table.name());
    out.raw("</h1>");
    if (!options.about().isEmpty()) {
      out.raw("<p>");
      text(options.about());
      out.raw("</p>");
    }
    out.raw("</header>\n<table>\n<thead><tr>");
    for (Column<T> column : columns()) {
      out.raw("<th scope=\"col\"");
      out.raw(column.type() == ColumnType.TIME ? " data-type=\"time\">" : ">");
      text(column.name().replace('_', ' '));
      out.raw("</th>");
    }
    out.raw("</tr></thead>\n<tbody>\n");
  }

  @Override
  void row(T row, long before) throws IOException {
    List<Column<T>> columns = columns();
    for (int at = 0; at < columns.size(); at++) {
      out.raw(at == 0 ? "<tr><td>" : "</td><td>");
      Column<T> column = columns.get(at);
      Object value = column.value().apply(row);
      if (value != null) {
        value(column, value);
      }
    }
    out.raw("</td></tr>\n");
  }

  /** A reader sees by the footer that nothing is missing. */
  @Override
  void end(long rows) throws IOException {
    out.raw("</tbody>\n</table>\n<footer><p>");
    out.raw(rows == 1 ? "1 row" : rows + " rows");
    if (!options.about().isEmpty()) {
      out.raw(": ");
      text(options.about());
    }
    out.raw(". This is the end of the table.</p></footer>\n</body>\n</html>\n");
  }

  @Override
  void text(CharSequence text) throws IOException {
    out.escaped(text, Escapes.HTML);
  }
}
