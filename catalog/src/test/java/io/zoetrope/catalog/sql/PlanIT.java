package io.zoetrope.catalog.sql;

import static io.zoetrope.catalog.sql.SampleRows.START;
import static io.zoetrope.catalog.sql.SampleRows.events;
import static io.zoetrope.catalog.sql.SampleRows.query;
import static io.zoetrope.catalog.sql.SampleRows.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.catalog.fixture.PostgresServer;
import io.zoetrope.rows.TableQuery;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is asked for is read along an index, in its order: the first row is there at once. */
class PlanIT {
  @TempDir Path folder;

  @Test
  void inSqlite() throws Exception {
    DatabaseAddress address = new DatabaseAddress.SqliteFile(folder.resolve("catalog.db"));
    for (String plan : plans(address, "EXPLAIN QUERY PLAN ", 4)) {
      assertThat(plan).contains("USING INDEX").doesNotContain("TEMP B-TREE");
    }
  }

  @Test
  void inPostgres() throws Exception {
    try (PostgresServer server = PostgresServer.start()) {
      DatabaseAddress address = DatabaseAddress.parse(server.newDatabase());
      for (String plan : plans(address, "EXPLAIN ", 1)) {
        assertThat(plan).contains("Index Scan Backward using").doesNotContain("Sort  (");
      }
    }
  }

  private static List<String> plans(DatabaseAddress address, String explain, int column)
      throws Exception {
    Dialect engine = Dialect.of(address);
    List<String> plans = new ArrayList<>();
    try (DatabaseCatalog catalog = DatabaseCatalog.open(address)) {
      catalog.add(
          events(0, 500),
          IntStream.range(0, 500)
              .mapToObj(n -> task("task-%03d".formatted(n), START.plusMillis(n), "clip", "door"))
              .toList());
      for (RowMapping<?> rows : List.of(RowMapping.events(engine), RowMapping.tasks(engine))) {
        String after =
            new PageToken(START, rows.tie().equals("seq") ? "1763730000000-9" : "task-009")
                .toString();
        for (int asked = 0; asked < 128; asked++) {
          TableQuery query =
              query(
                  (asked & 1) == 0 ? null : START,
                  (asked & 2) == 0 ? null : START.plusMillis(100),
                  (asked & 4) == 0 ? null : "door",
                  (asked & 8) == 0 ? null : (asked & 64) == 0 ? "camera" : "camera,task,viewers",
                  (asked & 16) == 0 ? null : after,
                  (asked & 32) == 0 ? Long.MAX_VALUE : 50);
          plans.add(plan(catalog, engine, rows, query, explain, column));
        }
      }
    }
    return plans;
  }

  private static String plan(
      DatabaseCatalog catalog,
      Dialect engine,
      RowMapping<?> rows,
      TableQuery query,
      String explain,
      int column)
      throws Exception {
    Connection connection = catalog.connections().lease();
    try (PreparedStatement statement =
            SelectBuilder.prepare(engine, rows, explaining(connection, explain), query);
        ResultSet lines = statement.executeQuery()) {
      StringBuilder plan = new StringBuilder(query + "\n");
      while (lines.next()) {
        plan.append(lines.getString(column)).append('\n');
      }
      return plan.toString();
    } finally {
      catalog.connections().release(connection);
    }
  }

  /** A connection that explains what has an order, instead of doing it. */
  private static Connection explaining(Connection connection, String explain) {
    return (Connection)
        Proxy.newProxyInstance(
            PlanIT.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (_, method, arguments) -> {
              if (arguments != null
                  && arguments[0] instanceof String sql
                  && sql.contains("ORDER")) {
                arguments[0] = explain + sql;
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException e) {
                throw e.getTargetException();
              }
            });
  }
}
