package io.zoetrope.rows.format;

import io.zoetrope.rows.Cursor;
import io.zoetrope.rows.Table;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongConsumer;

/** A way to write a table. Any thread. */
public enum TableFormat {
  /** A page of its own, with a footer that tells how many rows there are. All text is escaped. */
  HTML("html", "text/html; charset=utf-8"),

  /** RFC 4180: a header, CRLF, quotes where needed. Nothing is an empty cell, empty text quotes. */
  CSV("csv", "text/csv; charset=utf-8; header=present"),

  /** One JSON object a line. */
  NDJSON("ndjson", "application/x-ndjson; charset=utf-8"),

  /** An array of objects. */
  JSON("json", "application/json; charset=utf-8");

  private final String extension;
  private final String mediaType;

  TableFormat(String extension, String mediaType) {
    this.extension = extension;
    this.mediaType = mediaType;
  }

  /** How names of such files end, without the dot. */
  public String extension() {
    return extension;
  }

  public String mediaType() {
    return mediaType;
  }

  public static Optional<TableFormat> of(String extension) {
    return Arrays.stream(values()).filter(format -> format.extension.equals(extension)).findFirst();
  }

  /**
   * Writes all rows, in chunks of some ten KB, and the first one at once. Closes neither rows nor
   * stream. What no document may hold, such as half a surrogate pair, comes out as U+FFFD.
   *
   * @param progress hears now and then, and in the end, how many rows are written
   * @return how many rows there were
   * @throws Exception what the rows or the stream throw; the document is then not whole
   */
  public <T> long write(
      Table<T> table,
      Cursor<? extends T> rows,
      OutputStream out,
      TableOptions options,
      LongConsumer progress)
      throws Exception {
    Chunks chunks = new Chunks(out);
    RowWriter<T> writer =
        switch (this) {
          case HTML -> new HtmlWriter<>(table, chunks, options);
          case CSV -> new CsvWriter<>(table, chunks, options);
          case NDJSON -> JsonWriter.lines(table, chunks);
          case JSON -> JsonWriter.array(table, chunks);
        };
    return writer.writeAll(rows, progress);
  }

  /** As above, with the standard options. */
  public <T> long write(Table<T> table, Cursor<? extends T> rows, OutputStream out)
      throws Exception {
    return write(table, rows, out, TableOptions.STANDARD, _ -> {});
  }
}
