package io.zoetrope.rows;

/**
 * A table whose rows can be read. Any thread may call it; all except {@link #table} and {@link
 * #position} may wait for a disk or a network.
 *
 * @param <T> a row
 */
public interface TableSource<T> {

  Table<T> table();

  /**
   * Opens the rows, the newest first, as they are now: what is written later is not seen.
   *
   * @throws BadPageTokenException when {@link TableQuery#after} is not a position in this table
   * @throws java.io.IOException when the rows cannot be had; its message is a sentence for people
   */
  Cursor<T> open(TableQuery query) throws Exception;

  /**
   * A text that is another one after any change of the table, with no spaces and quotes.
   *
   * @throws java.io.IOException as {@link #open}
   */
  String version() throws Exception;

  /** Where a row stands, for {@link TableQuery#after}: a short text of letters, digits and -. */
  String position(T row);
}
