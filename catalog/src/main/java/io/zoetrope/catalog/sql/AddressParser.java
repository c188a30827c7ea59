package io.zoetrope.catalog.sql;

import io.zoetrope.catalog.sql.DatabaseAddress.PostgresDatabase;
import io.zoetrope.catalog.sql.DatabaseAddress.SqliteFile;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads addresses of databases. What is wrong with one is said without repeating it. */
final class AddressParser {
  private static final String SQLITE = "jdbc:sqlite:";
  private static final String POSTGRES = "jdbc:postgresql:";
  private static final String FORMS =
      "Write jdbc:sqlite:PATH or jdbc:postgresql://user:password@host/database.";
  private static final Pattern HOSTS =
      Pattern.compile("(?:^|,)(?:\\[[0-9A-Fa-f:.%\\w]+]|[^\\s:@/\\[\\],]+)(?::\\d{1,5})?(?=,|$)");

  private AddressParser() {}

  static DatabaseAddress parse(String text) {
    String trimmed = text.strip();
    if (trimmed.startsWith(SQLITE)) {
      return sqlite(trimmed.substring(SQLITE.length()));
    }
    if (trimmed.startsWith(POSTGRES)) {
      return postgres(trimmed.substring(POSTGRES.length()));
    }
    throw new IllegalArgumentException("This is not the address of a database. " + FORMS);
  }

  private static SqliteFile sqlite(String path) {
    if (path.isEmpty() || path.startsWith(":")) {
      throw new IllegalArgumentException(
          "The name of a file is missing behind jdbc:sqlite:, as in jdbc:sqlite:/var/lib/zoetrope/catalog.db.");
    }
    if (path.indexOf('?') >= 0 || path.startsWith("file:")) {
      throw new IllegalArgumentException(
          "Behind jdbc:sqlite: stands the name of a file and nothing else: no options, no file:, no question mark.");
    }
    try {
      return new SqliteFile(Path.of(path));
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("Behind jdbc:sqlite: stands no name of a file.", e);
    }
  }

  private static PostgresDatabase postgres(String rest) {
    if (!rest.startsWith("//")) {
      throw bad("two slashes and the host are missing");
    }
    int question = rest.indexOf('?');
    String place = rest.substring(2, question < 0 ? rest.length() : question);
    Optional<String> user = Optional.empty();
    Optional<String> password = Optional.empty();
    int at = place.lastIndexOf('@');
    if (at >= 0) {
      String login = place.substring(0, at);
      int colon = login.indexOf(':');
      user = Optional.of(decoded(colon < 0 ? login : login.substring(0, colon)));
      password = colon < 0 ? password : Optional.of(decoded(login.substring(colon + 1)));
    }
    String server = place.substring(at + 1);
    int slash = server.indexOf('/');
    String hosts = slash < 0 ? server : server.substring(0, slash);
    if (!HOSTS.matcher(hosts).replaceAll("").isEmpty() || hosts.isEmpty()) {
      throw bad(
          "its host is missing or malformed (special characters of a password are written as %40)");
    }
    String database = slash < 0 ? "" : server.substring(slash + 1);
    if (database.isEmpty() || database.indexOf('/') >= 0) {
      throw bad("the name of the database is missing behind the host");
    }
    List<String> options = new ArrayList<>();
    for (String option :
        question < 0 ? new String[0] : rest.substring(question + 1).split("&", -1)) {
      if (option.startsWith("user=")) {
        user = Optional.of(decoded(option.substring("user=".length())));
      } else if (option.startsWith("password=")) {
        password = Optional.of(decoded(option.substring("password=".length())));
      } else if (!option.isEmpty()) {
        options.add(option);
      }
    }
    return new PostgresDatabase(
        hosts,
        database,
        user.filter(name -> !name.isEmpty()),
        password,
        options.isEmpty() ? Optional.empty() : Optional.of(String.join("&", options)));
  }

  /** A plus sign is a plus sign, here. */
  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw bad("a percent sign in the login stands for itself only as %25");
    }
  }

  private static IllegalArgumentException bad(String what) {
    return new IllegalArgumentException(
        "This is not the address of a PostgreSQL database: " + what + ". " + FORMS);
  }
}
