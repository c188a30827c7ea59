package io.zoetrope.catalog.sql;

import io.zoetrope.rows.Cursor;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Rows as the database gives them. One thread. Behind the last one, the connection is free. */
final class RowCursor<T> implements Cursor<T> {
  private final Dialect engine;
  private final Connections connections;
  private final RowMapping<T> rows;
  private final Connection connection;
  private final ResultSet found;
  private boolean closed;

  /** Takes the connection over. */
  RowCursor(
      Dialect engine,
      Connections connections,
      RowMapping<T> rows,
      Connection connection,
      ResultSet found) {
    this.engine = engine;
    this.connections = connections;
    this.rows = rows;
    this.connection = connection;
    this.found = found;
  }

  @Override
  public @Nullable T next() throws IOException {
    if (closed) {
      return null;
    }
    try {
      if (found.next()) {
        return rows.reader().read(found);
      }
    } catch (SQLException | RuntimeException e) {
      connections.forget(connection, e);
      close();
      throw SqlErrors.sentence(engine, e);
    }
    close();
    return null;
  }

  /** The pool closes what was opened on the connection, and ends its transaction. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      connections.release(connection);
    }
  }
}
