package io.zoetrope.catalog.sql;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a catalog is kept. Immutable; as text, it never shows a password.
 *
 * @see #parse
 */
public sealed interface DatabaseAddress {

  /**
   * Reads {@code jdbc:sqlite:PATH} or {@code jdbc:postgresql://user:secret@host:5432/database}. The
   * login may precede the host, with special characters as {@code %40}, or among the options:
   * {@code ?user=…&password=…}. Other options are those of PostgreSQL's driver.
   *
   * @throws IllegalArgumentException with a sentence for people, without anything secret
   */
  static DatabaseAddress parse(String text) {
    return AddressParser.parse(text);
  }

  /** For people: the login is replaced by {@code ***}. */
  String masked();

  /** A file of SQLite, made when it is not there. */
  record SqliteFile(Path file) implements DatabaseAddress {
    @Override
    public String masked() {
      return "jdbc:sqlite:" + file;
    }

    @Override
    public String toString() {
      return masked();
    }
  }

  /**
   * A database of a PostgreSQL server.
   *
   * @param hosts with ports, as in {@code db.example.org:5432} or {@code [::1]}
   * @param options for its driver, as they stand in an address; no login
   */
  record PostgresDatabase(
      String hosts,
      String database,
      Optional<String> user,
      Optional<String> password,
      Optional<String> options)
      implements DatabaseAddress {
    @Override
    public String masked() {
      String login = user.isPresent() || password.isPresent() ? "***@" : "";
      return "jdbc:postgresql://" + login + hosts + "/" + database;
    }

    @Override
    public String toString() {
      return masked();
    }
  }
}
