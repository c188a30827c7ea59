package io.zoetrope.catalog.sql;

import static java.util.stream.Collectors.joining;

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
import java.util.stream.Stream;

/**
 * Makes the statement that reads along one index, the newest row first. Several values of a filter
 * are read along the same index at several places, and merged. One thread.
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
    List<String> filters =
        rows.table().filters().stream().filter(name -> !query.filter(name).isEmpty()).toList();
    List<List<String>> branches = branches(query, filters);
    PreparedStatement statement = connection.prepareStatement(sql(query, filters, branches.size()));
    try {
      statement.setFetchSize(engine.fetchSize());
      int at = 1;
      for (List<String> branch : branches) {
        for (String value : branch) {
          statement.setString(at++, Texts.kept(value));
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

  private static List<List<String>> branches(TableQuery query, List<String> filters) {
    List<List<String>> branches = List.of(List.of());
    for (String filter : filters) {
      branches =
          branches.stream()
              .flatMap(branch ->
                  query.filter(filter).stream()
                      .distinct()
                      .map(value -> Stream.concat(branch.stream(), Stream.of(value)).toList()))
              .toList();
    }
    return branches;
  }

  private String sql(TableQuery query, List<String> filters, int branches) {
    List<String> all = new ArrayList<>(filters.stream().map(name -> name + " = ?").toList());
    all.addAll(conditions);
    String table = rows.table().name();
    String index =
        table + "_by_" + filters.stream().map(name -> name + "_").collect(joining()) + "time";
    String order = " ORDER BY %s DESC, tie DESC".formatted(rows.time());
    String one =
        "SELECT %s, %s AS tie FROM %s%s%s"
            .formatted(
                rows.columns(),
                rows.tie(),
                table,
                engine.indexedBy(index),
                all.isEmpty() ? "" : " WHERE " + String.join(" AND ", all));
    // Without an order of its own, PostgreSQL would read a branch whole and sort it.
    String branch = "SELECT * FROM (%s%s) AS branch".formatted(one, order);
    String merged = String.join(" UNION ALL ", Collections.nCopies(branches, branch));
    return (branches > 1 ? merged : one)
        + order
        + (query.most() == Long.MAX_VALUE ? "" : " LIMIT " + query.most());
  }
}
