package io.zoetrope.catalog.sql;

import io.zoetrope.rows.Table;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** How the rows of a table are stored. Any thread. */
interface RowMapping<T> {
  Table<T> table();

  /** What is read, in the order in which {@link #read} wants it. */
  String columns();

  /** The column by which rows are ordered. */
  String time();

  /** The column that orders rows of the same time: rises, and is known nowhere twice. */
  String tie();

  T read(ResultSet row) throws SQLException;

  Instant time(T row);

  String id(T row);
}
