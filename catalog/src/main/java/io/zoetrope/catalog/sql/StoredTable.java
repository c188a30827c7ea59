package io.zoetrope.catalog.sql;

import io.zoetrope.rows.BadPageTokenException;
import io.zoetrope.rows.Cursor;
import io.zoetrope.rows.Table;
import io.zoetrope.rows.TableQuery;
import io.zoetrope.rows.TableSource;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A table of the catalog. Any thread may call it. */
record StoredTable<T>(Dialect engine, Connections connections, RowMapping<T> rows)
    implements TableSource<T> {

  @Override
  public Table<T> table() {
    return rows.table();
  }

  @Override
  public Cursor<T> open(TableQuery query) throws IOException, BadPageTokenException {
    if (!rows.table().filters().containsAll(query.filters().keySet())) {
      throw new IllegalArgumentException(
          "The table %s has the filters %s, not %s"
              .formatted(rows.table().name(), rows.table().filters(), query.filters().keySet()));
    }
    return connections.twice(() -> attempt(query));
  }

  private Cursor<T> attempt(TableQuery query)
      throws SQLException, IOException, BadPageTokenException {
    Connection connection = connections.lease();
    try {
      PreparedStatement statement = SelectBuilder.prepare(engine, rows, connection, query);
      return new RowCursor(connection, statement.executeQuery());
    } catch (SQLException | RuntimeException | BadPageTokenException e) {
      connections.forget(connection, e);
      connections.release(connection);
      throw e;
    }
  }

  @Override
  public String version() throws IOException {
    return connections.read(handle ->
        Long.toString(
            handle
                .select("SELECT version FROM changes WHERE table_name = ?", table().name())
                .mapTo(Long.class)
                .one(),
            Character.MAX_RADIX));
  }

  @Override
  public String position(T row) {
    return new PageToken(rows.timeOf().apply(row), rows.idOf().apply(row)).toString();
  }

  /** Rows as the database gives them. One thread. Behind the last one, the connection is free. */
  private final class RowCursor implements Cursor<T> {
    private final Connection connection;
    private final ResultSet found;
    private boolean closed;

    /** Takes the connection over. */
    RowCursor(Connection connection, ResultSet found) {
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
}
