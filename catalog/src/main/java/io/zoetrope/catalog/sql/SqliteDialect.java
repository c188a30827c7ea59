package io.zoetrope.catalog.sql;

import com.zaxxer.hikari.HikariConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** A file of SQLite. */
record SqliteDialect(Path file) implements Dialect {
  /** "Zoec": tells our files from other people's. */
  private static final int APPLICATION = 0x5a6f6563;

  private static final String MISSING = "missing";
  private static final String NO_KEY = "a file";

  private static final long LOG_AT_MOST_BYTES = 16L << 20;

  @Override
  public String folder() {
    return "sqlite";
  }

  @Override
  public DataSource dataSource() {
    SQLiteConfig config = new SQLiteConfig();
    // A power cut may undo the last moments, but never damages; a killed process loses nothing.
    config.setSynchronous(SynchronousMode.NORMAL);
    // Short, as SQLite waits in native code, which holds up other virtual threads: the rest is up
    // to DatabaseAttempt.
    config.setBusyTimeout(100);
    config.setPragma(SQLiteConfig.Pragma.JOURNAL_SIZE_LIMIT, Long.toString(LOG_AT_MOST_BYTES));
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
    return source;
  }

  @Override
  public void makeReady() throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      try {
        Files.createDirectories(folder);
      } catch (IOException e) {
        throw new IOException(
            "The folder %s of the catalog cannot be made. Check who may write there."
                .formatted(folder),
            e);
      }
    }
  }

  @Override
  public boolean claim(Connection connection) throws SQLException, IOException {
    if (number(connection, "SELECT count(*) FROM sqlite_schema") == 0) {
      // Stays so in the file. Not sooner: what is not ours is left as it is.
      run(connection, "PRAGMA journal_mode = WAL");
      run(connection, "PRAGMA application_id = " + APPLICATION);
      return false;
    }
    if (number(connection, "PRAGMA application_id") != APPLICATION) {
      throw new IOException(notOurs());
    }
    return number(
            connection,
            "SELECT count(*) FROM sqlite_schema WHERE name = '" + Migrations.HISTORY + "'")
        == 1;
  }

  @Override
  public Object identity() {
    try {
      Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
      return key == null ? NO_KEY : key;
    } catch (NoSuchFileException e) {
      return MISSING;
    } catch (IOException e) {
      return NO_KEY;
    }
  }

  @Override
  public String notOurs() {
    return "%s is damaged, or not a catalog. It was left as it is: move it away to start with a new one."
        .formatted(file);
  }

  @Override
  public String schema() {
    return "main";
  }

  @Override
  public void forWriting(HikariConfig config) {
    config.setMaximumPoolSize(1);
  }

  @Override
  public void forReading(HikariConfig config) {
    config.setConnectionInitSql("PRAGMA query_only = ON");
  }

  @Override
  public void begin(Connection connection) throws SQLException {
    run(connection, "BEGIN IMMEDIATE");
  }

  @Override
  public String indexedBy(String index) {
    return " INDEXED BY " + index;
  }

  @Override
  public Object stored(Instant time) {
    return Timestamps.micros(Timestamps.kept(time));
  }

  @Override
  public Instant time(ResultSet row, int column) throws SQLException {
    return Timestamps.ofMicros(row.getLong(column));
  }

  /** The driver gives bytes with less ado than text; in a file of UTF-8 they are the same. */
  @Override
  public @Nullable String textOrNull(ResultSet row, int column) throws SQLException {
    byte[] text = row.getBytes(column);
    return text == null ? null : new String(text, StandardCharsets.UTF_8);
  }

  @Override
  public String sentence(SQLException failure) {
    return switch (code(failure)) {
      case SQLITE_FULL ->
          "No room is left on the disk for the catalog in %s. Make room, then ask again."
              .formatted(file);
      case SQLITE_BUSY, SQLITE_LOCKED ->
          "Another program holds the catalog in %s. End it, or ask again.".formatted(file);
      // The last is its answer to a missing table or column.
      case SQLITE_NOTADB, SQLITE_CORRUPT, SQLITE_ERROR -> notOurs();
      case SQLITE_CANTOPEN, SQLITE_READONLY, SQLITE_PERM ->
          "The catalog %s cannot be opened for writing. Check who may write to it and in its folder."
              .formatted(file);
      case SQLITE_IOERR ->
          "The catalog in %s cannot be read or written (%s). Check the disk, then ask again."
              .formatted(file, failure.getMessage());
      default -> "The catalog in %s cannot be reached: %s".formatted(file, failure.getMessage());
    };
  }

  @Override
  public boolean isHeld(SQLException failure) {
    return code(failure) == SQLiteErrorCode.SQLITE_BUSY;
  }

  /** What is open may be a file that somebody has meanwhile taken away, or put right. */
  @Override
  public boolean isLost(SQLException failure) {
    return switch (code(failure)) {
      case SQLITE_IOERR, SQLITE_NOTADB, SQLITE_CORRUPT, SQLITE_READONLY -> true;
      default -> false;
    };
  }

  /** The main code: extended ones have it in their low byte. */
  private static SQLiteErrorCode code(SQLException cause) {
    int code =
        cause instanceof SQLiteException failure
            ? failure.getResultCode().code
            : cause.getErrorCode();
    return SQLiteErrorCode.getErrorCode(code & 0xff);
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (Statement query = connection.createStatement();
        ResultSet rows = query.executeQuery(sql)) {
      return rows.next() ? rows.getLong(1) : 0;
    }
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
