package io.zoetrope.catalog.sql;

import com.zaxxer.hikari.HikariConfig;
import io.zoetrope.catalog.sql.DatabaseAddress.PostgresDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** A database of a PostgreSQL server; our tables are in a schema of their own. */
record PostgresDialect(PostgresDatabase address) implements Dialect {
  private static final String SCHEMA = "zoetrope";
  private static final long TURN = 0x5a6f6563;

  /** Seconds. Each fetch of a cursor is timed for itself. */
  private static final String TIMEOUTS =
      "connectTimeout=5&loginTimeout=10&socketTimeout=60&tcpKeepAlive=true";

  private static final String SESSION =
      "SET search_path TO zoetrope; SET statement_timeout TO '30s'";

  /**
   * Rows come in the order of an index, the first at once: without this, the server may sort a
   * whole table first, as that would be sooner done with the last.
   */
  private static final String STREAMING =
      "; SET enable_sort TO off; SET enable_incremental_sort TO off; SET enable_seqscan TO off"
          + "; SET enable_bitmapscan TO off; SET max_parallel_workers_per_gather TO 0"
          + "; SET jit TO off";

  @Override
  public String folder() {
    return "postgresql";
  }

  @Override
  public DataSource dataSource() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    String options = address.options().map(given -> "&" + given).orElse("");
    // The driver takes the first of an option that is there twice.
    source.setUrl(
        "jdbc:postgresql://%s/%s?ApplicationName=zoetrope%s&%s"
            .formatted(address.hosts(), address.database(), options, TIMEOUTS));
    address.user().ifPresent(source::setUser);
    address.password().ifPresent(source::setPassword);
    return source;
  }

  @Override
  public boolean claim(Connection connection) throws SQLException, IOException {
    try (Statement statement = connection.createStatement()) {
      if (!is(statement, "current_setting('server_encoding') = 'UTF8'")) {
        throw new IOException(
            "The database %s at %s cannot hold all characters. Make one with createdb -E UTF8 -T template0."
                .formatted(address.database(), address.hosts()));
      }
      if (is(statement, "to_regclass('%s.%s') IS NOT NULL".formatted(SCHEMA, Migrations.HISTORY))) {
        return true;
      }
      if (!is(statement, "to_regnamespace('%s') IS NOT NULL".formatted(SCHEMA))) {
        // In turns: of two servers that make it in the same moment, one would fail.
        statement.execute(
            "BEGIN; SELECT pg_advisory_xact_lock(%d); CREATE SCHEMA IF NOT EXISTS %s; COMMIT"
                .formatted(TURN, SCHEMA));
      }
      return false;
    }
  }

  private static boolean is(Statement statement, String condition) throws SQLException {
    try (ResultSet rows = statement.executeQuery("SELECT " + condition)) {
      return rows.next() && rows.getBoolean(1);
    }
  }

  @Override
  public Object identity() {
    return address;
  }

  @Override
  public String notOurs() {
    return "The schema %s of the database %s at %s holds other tables than a catalog's. It was left as it is: name another database, or rename the schema."
        .formatted(SCHEMA, address.database(), address.hosts());
  }

  @Override
  public String schema() {
    return SCHEMA;
  }

  @Override
  public void forWriting(HikariConfig config) {
    config.setMaximumPoolSize(2);
    config.setConnectionInitSql(SESSION);
  }

  @Override
  public void forReading(HikariConfig config) {
    config.setConnectionInitSql(SESSION + STREAMING);
    // Otherwise the driver would fetch all rows before the first.
    config.setAutoCommit(false);
    config.setReadOnly(true);
  }

  /** Who writes takes turns: so versions rise, and no two wait for each other's rows. */
  @Override
  public void begin(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("BEGIN; SELECT version FROM changes ORDER BY table_name FOR UPDATE");
    }
  }

  @Override
  public int fetchSize() {
    return 200;
  }

  @Override
  public Object stored(Instant time) {
    return Timestamps.kept(time).atOffset(ZoneOffset.UTC);
  }

  @Override
  public Instant time(ResultSet row, int column) throws SQLException {
    return Objects.requireNonNull(row.getObject(column, OffsetDateTime.class)).toInstant();
  }

  @Override
  public @Nullable String textOrNull(ResultSet row, int column) throws SQLException {
    return row.getString(column);
  }

  @Override
  public String sentence(SQLException failure) {
    String state = Optional.ofNullable(failure.getSQLState()).orElse("");
    String where = address.hosts();
    return switch (state) {
      case "28P01", "28000" ->
          "PostgreSQL at %s does not let us in. Check user and password of the database."
              .formatted(where);
      case "3D000" ->
          "PostgreSQL at %s has no database %s. Make it with createdb, or check its name."
              .formatted(where, address.database());
      case "42501" ->
          "The user of the database %s at %s may not do that. Make it the database's owner."
              .formatted(address.database(), where);
      case "25006" ->
          "The database %s at %s takes no changes now.".formatted(address.database(), where);
      case "53100" ->
          "No room is left on the disk of PostgreSQL at %s. Make room, then ask again."
              .formatted(where);
      case "53300" ->
          "PostgreSQL at %s has too many connections. Raise max_connections, or ask again."
              .formatted(where);
      case "57014" ->
          "PostgreSQL at %s took too long. It may have too much to do: ask again.".formatted(where);
      // A table or column that is not there.
      case "42P01", "42703" -> notOurs();
      default ->
          isLost(failure)
              ? "PostgreSQL at %s does not answer. Start it, or check address and network."
                  .formatted(where)
              : "The catalog in PostgreSQL at %s cannot be used: %s"
                  .formatted(where, withoutSecret(String.valueOf(failure.getMessage())));
    };
  }

  private String withoutSecret(String message) {
    String line = message.lines().findFirst().orElse("");
    return address
        .password()
        .filter(secret -> !secret.isEmpty())
        .map(secret -> line.replace(secret, "***"))
        .orElse(line);
  }

  /** It is away, on its way down or up, or the connection was cut. */
  @Override
  public boolean isLost(SQLException failure) {
    String state = Optional.ofNullable(failure.getSQLState()).orElse("");
    return state.startsWith("08") || state.startsWith("57P");
  }
}
