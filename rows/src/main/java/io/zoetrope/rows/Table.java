package io.zoetrope.rows;

import java.util.List;

/**
 * What a table looks like, whatever rows are in it. Immutable; any thread.
 *
 * @param <T> a row
 * @param name for programs, such as {@code events}; files are named after it
 */
public record Table<T>(String name, List<Column<T>> columns) {

  public Table {
    columns = List.copyOf(columns);
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("A table has at least one column");
    }
  }
}
