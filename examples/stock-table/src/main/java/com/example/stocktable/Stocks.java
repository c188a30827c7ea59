package com.example.stocktable;

import io.zoetrope.rows.Cursor;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** A database of stocks. Any thread may call it; all calls may wait. */
final class Stocks {
  private static final List<String> FIRST =
      List.of("Acme", "Blue", "Smith & Sons", "Nord", "Ümlaut");
  private static final List<String> SECOND = List.of("Steel", "Foods", "Rail", "Optics", "Lamps");
  private static final int AT_ONCE = 10_000;

  private final String jdbcUrl;
  private final AtomicInteger open = new AtomicInteger();

  /** Makes the table if it is not there, and fills it with made-up stocks if it is empty. */
  Stocks(String jdbcUrl, int count) throws SQLException {
    this.jdbcUrl = jdbcUrl;
    Connection connection = connect();
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE IF NOT EXISTS stocks (number INTEGER PRIMARY KEY, symbol TEXT NOT NULL,"
              + " company TEXT NOT NULL, cents INTEGER NOT NULL, change_cents INTEGER NOT NULL)");
      boolean empty;
      try (ResultSet one = statement.executeQuery("SELECT 1 FROM stocks LIMIT 1")) {
        empty = !one.next();
      }
      if (empty) {
        fill(connection, count);
      }
      connection.commit();
    } finally {
      close(connection);
    }
  }

  private static void fill(Connection connection, int count) throws SQLException {
    SplittableRandom random = new SplittableRandom(1);
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO stocks VALUES (?, ?, ?, ?, ?)")) {
      for (int number = 1; number <= count; number++) {
        insert.setInt(1, number);
        insert.setString(2, "ZX" + Integer.toString(number, 36).toUpperCase(Locale.ROOT));
        insert.setString(3, pick(FIRST, random) + " " + pick(SECOND, random));
        insert.setInt(4, random.nextInt(100, 100_000));
        insert.setInt(5, random.nextInt(-500, 500));
        insert.addBatch();
        if (number % AT_ONCE == 0 || number == count) {
          insert.executeBatch();
        }
      }
    }
  }

  /**
   * The first rows of the table. The database gives them as they are asked for; closing the cursor
   * closes its connection, too.
   */
  Cursor<Stock> first(long count) throws SQLException {
    Connection connection = connect();
    try {
      PreparedStatement query =
          connection.prepareStatement("SELECT * FROM stocks ORDER BY number LIMIT ?");
      query.setLong(1, count);
      // Without this, PostgreSQL's driver would fetch all rows before the first.
      query.setFetchSize(200);
      return new StockCursor(query.executeQuery(), () -> close(connection));
    } catch (SQLException e) {
      close(connection);
      throw e;
    }
  }

  /** How many connections are open. */
  int open() {
    return open.get();
  }

  private Connection connect() throws SQLException {
    Connection connection = DriverManager.getConnection(jdbcUrl);
    connection.setAutoCommit(false);
    open.incrementAndGet();
    return connection;
  }

  private void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      // It is gone already.
    }
    open.decrementAndGet();
  }

  /** One thread. */
  private record StockCursor(ResultSet rows, Runnable onClose) implements Cursor<Stock> {
    @Override
    public Stock next() throws SQLException {
      return rows.next()
          ? new Stock(
              rows.getLong(1),
              rows.getString(2),
              rows.getString(3),
              BigDecimal.valueOf(rows.getLong(4), 2),
              BigDecimal.valueOf(rows.getLong(5), 2))
          : null;
    }

    @Override
    public void close() {
      onClose.run();
    }
  }

  private static String pick(List<String> words, SplittableRandom random) {
    return words.get(random.nextInt(words.size()));
  }
}
