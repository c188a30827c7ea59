package io.zoetrope.catalog.sql;

import com.zaxxer.hikari.HikariConfig;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The differences between the databases. Any thread may call it. */
sealed interface Dialect permits SqliteDialect, PostgresDialect {

  static Dialect of(DatabaseAddress address) {
    return switch (address) {
      case DatabaseAddress.SqliteFile file -> new SqliteDialect(file.file());
      case DatabaseAddress.PostgresDatabase database -> new PostgresDialect(database);
    };
  }

  /** The folder of its migrations. */
  String folder();

  /** Connections that are not of a pool. */
  DataSource dataSource();

  /** Makes what must be there before the first connection. */
  default void makeReady() throws IOException {}

  /**
   * Makes an empty database ours, and leaves what is not ours as it is.
   *
   * @return whether there are tables of ours
   */
  boolean claim(Connection connection) throws SQLException, IOException;

  /** The schema of our tables, if the database has such. */
  String schema();

  void forWriting(HikariConfig config);

  void forReading(HikariConfig config);

  /** Begins a transaction in which nobody else writes. */
  void begin(Connection connection) throws SQLException;

  /** How many rows are fetched at once; 0 where each is. */
  default int fetchSize() {
    return 0;
  }

  /** Text behind the name of a table that has it read by this index, where there is such. */
  default String indexedBy(String index) {
    return "";
  }

  Object stored(Instant time);

  /** The time in this column; never null. */
  Instant time(ResultSet row, int column) throws SQLException;

  /** The text in this column; null for nothing. */
  @Nullable String textOrNull(ResultSet row, int column) throws SQLException;

  /** The text in a column that always has one. */
  default String text(ResultSet row, int column) throws SQLException {
    return Objects.requireNonNull(textOrNull(row, column));
  }

  String sentence(SQLException failure);

  /**
   * Which database it is at present: another answer than before says that what is open was deleted
   * or replaced, and that nobody will ever read what is written to it.
   */
  Object identity();

  /** Says in a sentence that the tables are not those of a catalog. */
  String notOurs();

  /** Whether another connection holds the database, and it may be free a moment later. */
  default boolean isHeld(SQLException failure) {
    return false;
  }

  /** Whether the connection is lost, and another one may do. */
  boolean isLost(SQLException failure);
}
