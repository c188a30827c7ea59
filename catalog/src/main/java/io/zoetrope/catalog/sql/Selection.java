package io.zoetrope.catalog.sql;

import io.zoetrope.rows.BadPositionException;
import io.zoetrope.rows.TableQuery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The statement that reads what is wished for, along one index, the newest first. One thread. */
final class Selection {
  private final Engine engine;
  private final Rows<?> rows;
  private final List<String> conditions = new ArrayList<>();
  private final List<Object> values = new ArrayList<>();

  private Selection(Engine engine, Rows<?> rows) {
    this.engine = engine;
    this.rows = rows;
  }

  static PreparedStatement prepare(
      Engine engine, Rows<?> rows, Connection connection, TableQuery query)
      throws SQLException, BadPositionException {
    Selection selection = new Selection(engine, rows);
    Optional<Position> after = Optional.empty();
    if (query.after().isPresent()) {
      after = Optional.of(Position.read(query.after().get()));
    }
    query.camera().ifPresent(camera -> selection.add("camera = ?", Texts.kept(camera)));
    query.kind().ifPresent(kind -> selection.add("kind = ?", Texts.kept(kind)));
    query.from().ifPresent(from -> selection.add(rows.time() + " >= ?", selection.bound(from)));
    // One upper bound, not two: the database could begin at the wrong one, and pass over many rows.
    Optional<Instant> to = query.to().map(Timestamps::bound);
    if (after.isPresent() && to.filter(after.get().time()::isAfter).isEmpty()) {
      selection.after(connection, after.get());
    } else {
      to.ifPresent(time -> selection.add(rows.time() + " < ?", engine.stored(time)));
    }
    return selection.statement(connection, query);
  }

  private Object bound(Instant time) {
    return engine.stored(Timestamps.bound(time));
  }

  private void add(String condition, Object value) {
    conditions.add(condition);
    values.add(value);
  }

  /** Behind this row; if it is not kept any more, behind its time. */
  private void after(Connection connection, Position position) throws SQLException {
    Object time = engine.stored(position.time());
    String sql = "SELECT %s FROM %s WHERE id = ?".formatted(rows.tie(), rows.table().name());
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, Texts.kept(position.id()));
      try (ResultSet found = query.executeQuery()) {
        if (!found.next()) {
          add(rows.time() + " < ?", time);
          return;
        }
        add("(%s, %s) < (?, ?)".formatted(rows.time(), rows.tie()), time);
        values.add(found.getObject(1));
      }
    }
  }

  private PreparedStatement statement(Connection connection, TableQuery query) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql(query));
    try {
      statement.setFetchSize(engine.fetchSize());
      for (int i = 0; i < values.size(); i++) {
        statement.setObject(i + 1, values.get(i));
      }
      return statement;
    } catch (SQLException | RuntimeException e) {
      statement.close();
      throw e;
    }
  }

  private String sql(TableQuery query) {
    String table = rows.table().name();
    return "SELECT %s FROM %s%s%s ORDER BY %s DESC, %s DESC%s"
        .formatted(
            rows.columns(),
            table,
            engine.indexedBy(index(table, query)),
            conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions),
            rows.time(),
            rows.tie(),
            query.most() == Long.MAX_VALUE ? "" : " LIMIT " + query.most());
  }

  private static String index(String table, TableQuery query) {
    String by = query.camera().isPresent() ? "camera_" : "";
    String of = query.kind().isPresent() ? "kind_" : "";
    return table + "_by_" + by + of + "time";
  }
}
