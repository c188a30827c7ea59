package io.zoetrope.tasks.local;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Makes something of a row that a query has found. */
interface QueryRow<R> {
  R read(ResultSet row) throws SQLException;
}
