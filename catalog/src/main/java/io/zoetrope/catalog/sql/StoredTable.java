package io.zoetrope.catalog.sql;

import io.zoetrope.rows.BadPageTokenException;
import io.zoetrope.rows.Cursor;
import io.zoetrope.rows.Table;
import io.zoetrope.rows.TableQuery;
import io.zoetrope.rows.TableSource;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** A table of the catalog. Any thread may call it. */
final class StoredTable<T> implements TableSource<T> {
  private final Dialect engine;
  private final Connections connections;
  private final RowMapping<T> rows;

  StoredTable(Dialect engine, Connections connections, RowMapping<T> rows) {
    this.engine = engine;
    this.connections = connections;
    this.rows = rows;
  }

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
      return new RowCursor<>(engine, connections, rows, connection, statement.executeQuery());
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
}
