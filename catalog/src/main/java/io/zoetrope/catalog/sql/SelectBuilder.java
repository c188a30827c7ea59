package io.zoetrope.catalog.sql;

import io.zoetrope.rows.BadPageTokenException;
import io.zoetrope.rows.TableQuery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The statement that reads what is wished for, along one index, the newest first. Several kinds are
 * read along the same index at several places, and merged. One thread.
 */
final class SelectBuilder {
  private final Dialect engine;
  private final RowMapping<?> rows;
  private final List<String> conditions = new ArrayList<>();
  private final List<Object> values = new ArrayList<>();

  private SelectBuilder(Dialect engine, RowMapping<?> rows) {
    this.engine = engine;
    this.rows = rows;
  }

  static PreparedStatement prepare(
      Dialect engine, RowMapping<?> rows, Connection connection, TableQuery query)
      throws SQLException, BadPageTokenException {
    SelectBuilder selection = new SelectBuilder(engine, rows);
    Optional<PageToken> after = Optional.empty();
    if (query.after().isPresent()) {
      after = Optional.of(PageToken.read(query.after().get()));
    }
    query.camera().ifPresent(camera -> selection.add("camera = ?", Texts.kept(camera)));
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
  private void after(Connection connection, PageToken position) throws SQLException {
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
    List<String> kinds = query.kinds();
    PreparedStatement statement = connection.prepareStatement(sql(query, kinds));
    try {
      statement.setFetchSize(engine.fetchSize());
      int at = 1;
      for (int branch = 0; branch < Math.max(1, kinds.size()); branch++) {
        if (!kinds.isEmpty()) {
          statement.setString(at++, Texts.kept(kinds.get(branch)));
        }
        for (Object value : values) {
          statement.setObject(at++, value);
        }
      }
      return statement;
    } catch (SQLException | RuntimeException e) {
      statement.close();
      throw e;
    }
  }

  private String sql(TableQuery query, List<String> kinds) {
    List<String> all = new ArrayList<>(conditions);
    if (!kinds.isEmpty()) {
      all.addFirst("kind = ?");
    }
    String table = rows.table().name();
    String order = " ORDER BY %s DESC, tie DESC".formatted(rows.time());
    String one =
        "SELECT %s, %s AS tie FROM %s%s%s"
            .formatted(
                rows.columns(),
                rows.tie(),
                table,
                engine.indexedBy(index(table, query)),
                all.isEmpty() ? "" : " WHERE " + String.join(" AND ", all));
    // Without an order of its own, PostgreSQL would read a branch whole and sort it.
    String branch = "SELECT * FROM (%s%s) AS branch".formatted(one, order);
    String merged = String.join(" UNION ALL ", Collections.nCopies(kinds.size(), branch));
    return (kinds.size() > 1 ? merged : one)
        + order
        + (query.most() == Long.MAX_VALUE ? "" : " LIMIT " + query.most());
  }

  private static String index(String table, TableQuery query) {
    String by = query.camera().isPresent() ? "camera_" : "";
    String of = query.kind().isPresent() ? "kind_" : "";
    return table + "_by_" + by + of + "time";
  }
}
