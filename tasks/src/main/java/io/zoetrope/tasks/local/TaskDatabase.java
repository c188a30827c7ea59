package io.zoetrope.tasks.local;

import io.zoetrope.tasks.QueueUnavailableException;
import io.zoetrope.tasks.result.WriteFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sqlite.JDBC;

/** The open file, with the statements that were prepared on it. One thread uses it. */
final class TaskDatabase implements AutoCloseable {
  /** "Zoet": tells our files from other people's. */
  private static final int APPLICATION = 0x5a6f6574;

  private static final int VERSION = 1;

  /** Makes something of a row that a query has found. */
  interface Reader<R> {
    R read(ResultSet row) throws SQLException;
  }

  private final Connection connection;
  private final Map<String, PreparedStatement> statements = new HashMap<>();
  private @Nullable OpenedFile opened;

  private TaskDatabase(Connection connection) {
    this.connection = connection;
  }

  /** Opens or makes the file, for no other process meanwhile; without one, all is in memory. */
  static TaskDatabase open(Optional<Path> file) throws SQLException, IOException {
    if (file.isPresent()) {
      Path folder = file.get().toAbsolutePath().getParent();
      if (folder != null) {
        try {
          Files.createDirectories(folder);
        } catch (IOException e) {
          throw WriteFailure.explained(e, folder);
        }
      }
    }
    String name = file.map(Path::toString).orElse(":memory:");
    Connection connection = JDBC.createConnection("jdbc:sqlite:" + name, new Properties());
    try {
      TaskDatabase database = new TaskDatabase(connection);
      database.prepare(name);
      if (file.isPresent()) {
        database.opened = OpenedFile.at(file.get());
      }
      return database;
    } catch (SQLException | IOException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private void prepare(String name) throws SQLException {
    run("PRAGMA busy_timeout = 0");
    // Exclusive first: it keeps other servers away, and the index of the log in this process.
    run("PRAGMA locking_mode = EXCLUSIVE");
    run("BEGIN EXCLUSIVE");
    int application = number("PRAGMA application_id");
    boolean empty = number("SELECT count(*) FROM sqlite_schema") == 0;
    int version = number("PRAGMA user_version");
    if (!empty && !sound(application)) {
      throw unusable(DatabaseFailure.damaged(name));
    }
    if (version > VERSION) {
      throw unusable(
          "%s was written by a newer Zoetrope. Use that one, or another data folder."
              .formatted(name));
    }
    if (!empty && !hasOurTables()) {
      throw unusable(DatabaseFailure.damaged(name));
    }
    run("COMMIT");
    // A power cut may undo the last moments, but never damages; a killed process loses nothing.
    run("PRAGMA journal_mode = WAL");
    run("PRAGMA synchronous = NORMAL");
    if (empty) {
      run("BEGIN");
      make();
      run("PRAGMA application_id = " + APPLICATION);
      run("PRAGMA user_version = " + VERSION);
      run("COMMIT");
    }
  }

  boolean isGone() {
    return opened != null && opened.isGone();
  }

  private boolean sound(int application) throws SQLException {
    if (application != APPLICATION) {
      return false;
    }
    return rows("PRAGMA quick_check(1)", row -> row.getString(1)).equals(List.of("ok"));
  }

  /** Compared with a database that has just been made, as only its names matter. */
  private boolean hasOurTables() throws SQLException {
    try (TaskDatabase fresh =
        new TaskDatabase(JDBC.createConnection("jdbc:sqlite::memory:", new Properties()))) {
      fresh.make();
      return names().containsAll(fresh.names());
    }
  }

  private Set<String> names() throws SQLException {
    return Set.copyOf(
        rows(
            "SELECT type || ' ' || name FROM sqlite_schema"
                + " UNION SELECT 'column ' || name FROM pragma_table_info('task')",
            row -> row.getString(1)));
  }

  private void make() throws SQLException {
    for (String each : schema().strip().split(";\n", -1)) {
      run(each);
    }
  }

  private static QueueUnavailableException unusable(String sentence) {
    return new QueueUnavailableException(sentence, new SQLException(sentence));
  }

  private static String schema() {
    try (InputStream text = TaskDatabase.class.getResourceAsStream("tasks.sql")) {
      return new String(Objects.requireNonNull(text).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int number(String sql) throws SQLException {
    return row(sql, row -> row.getInt(1)).orElse(0);
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Runs a statement with these values; returns what the reader makes of the rows it returns. */
  <R> List<R> rows(String sql, Reader<R> reader, @Nullable Object... values) throws SQLException {
    List<R> read = new ArrayList<>();
    try (ResultSet rows = bound(sql, values).executeQuery()) {
      while (rows.next()) {
        read.add(reader.read(rows));
      }
    }
    return read;
  }

  /** As above, for a statement that returns one row at most. */
  <R> Optional<R> row(String sql, Reader<R> reader, @Nullable Object... values)
      throws SQLException {
    return rows(sql, reader, values).stream().findFirst();
  }

  int update(String sql, @Nullable Object... values) throws SQLException {
    return bound(sql, values).executeUpdate();
  }

  private PreparedStatement bound(String sql, @Nullable Object... values) throws SQLException {
    PreparedStatement statement = statement(sql);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }

  private PreparedStatement statement(String sql) throws SQLException {
    PreparedStatement known = statements.get(sql);
    if (known == null) {
      known = connection.prepareStatement(sql);
      statements.put(sql, known);
    }
    return known;
  }

  void begin() throws SQLException {
    statement("BEGIN").execute();
  }

  void commit() throws SQLException {
    statement("COMMIT").execute();
  }

  /**
   * Undoes what was done since the beginning; after some failures SQLite has done so itself. The
   * driver closes a statement that has failed, so all are prepared again.
   */
  void rollback() {
    for (PreparedStatement each : statements.values()) {
      try {
        each.close();
      } catch (SQLException e) {
        // It is of no use any more either way.
      }
    }
    statements.clear();
    try {
      run("ROLLBACK");
    } catch (SQLException e) {
      // No transaction is open.
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
