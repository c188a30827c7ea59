package io.zoetrope.rows;

import java.util.List;

/**
 * The shape of a table, whatever rows are in it. Immutable; any thread.
 *
 * @param <T> a row
 * @param name for programs, such as {@code events}; files are named after it
 * @param filters what rows can be {@linkplain TableQuery#filters filtered} by: names of columns
 */
public record Table<T>(String name, List<Column<T>> columns, List<String> filters) {

  public Table {
    columns = List.copyOf(columns);
    filters = List.copyOf(filters);
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("A table has at least one column");
    }
  }

  /** A table whose rows can only be filtered by their time. */
  public Table(String name, List<Column<T>> columns) {
    this(name, columns, List.of());
  }
}
