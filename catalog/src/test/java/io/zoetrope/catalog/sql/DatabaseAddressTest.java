package io.zoetrope.catalog.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.zoetrope.catalog.sql.DatabaseAddress.PostgresDatabase;
import io.zoetrope.catalog.sql.DatabaseAddress.SqliteFile;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAddressTest {

  @Test
  void aFileOfSqlite() {
    assertThat(DatabaseAddress.parse("jdbc:sqlite:/var/lib/my catalog.db"))
        .isEqualTo(new SqliteFile(Path.of("/var/lib/my catalog.db")))
        .hasToString("jdbc:sqlite:/var/lib/my catalog.db");
  }

  @Test
  void aDatabaseOfPostgres() {
    assertThat(DatabaseAddress.parse("jdbc:postgresql://db.example.org/cameras"))
        .isEqualTo(database("db.example.org", null, null, null))
        .hasToString("jdbc:postgresql://db.example.org/cameras");
  }

  @Test
  void theLoginBeforeTheHostMayHoldAnyCharacter() {
    assertThat(DatabaseAddress.parse("jdbc:postgresql://me:p%40ss+%25:w/o@rd@[::1]:6543/cameras"))
        .isEqualTo(database("[::1]:6543", "me", "p@ss+%:w/o@rd", null))
        .hasToString("jdbc:postgresql://***@[::1]:6543/cameras");
  }

  @Test
  void theLoginAmongTheOptions() {
    assertThat(
            DatabaseAddress.parse(
                "jdbc:postgresql://one:5432,two/cameras?ssl=true&user=me&password=a%26b&targetServerType=primary"))
        .isEqualTo(database("one:5432,two", "me", "a&b", "ssl=true&targetServerType=primary"))
        .hasToString("jdbc:postgresql://***@one:5432,two/cameras");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "catalog.db",
        "postgresql://me:hidden@host/db",
        "jdbc:mysql://me:hidden@host/db",
        "jdbc:sqlite:",
        "jdbc:sqlite::memory:",
        "jdbc:sqlite:a.db?password=hidden",
        "jdbc:sqlite:file:a.db",
        "jdbc:postgresql:db",
        "jdbc:postgresql://me:hidden@host",
        "jdbc:postgresql://me:hidden@/db",
        "jdbc:postgresql://me:hidden@host:port/db",
        "jdbc:postgresql://me:hid?den@host/db",
        "jdbc:postgresql://me:hidden%zz@host/db",
        "jdbc:postgresql://me:hidden@host,/db",
        "jdbc:postgresql://me:hidden@ho st/db",
        "jdbc:postgresql://me:hidden@host/db/x",
      })
  void whatIsNoAddressIsRefusedWithASentenceThatDoesNotRepeatIt(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DatabaseAddress.parse(text))
        .withMessageMatching("[A-Z].*\\.")
        .withMessageContaining("jdbc:")
        .withMessageNotContaining("hid")
        .withMessageNotContaining("den@");
  }

  private static PostgresDatabase database(
      String hosts, @Nullable String user, @Nullable String password, @Nullable String options) {
    return new PostgresDatabase(
        hosts,
        "cameras",
        Optional.ofNullable(user),
        Optional.ofNullable(password),
        Optional.ofNullable(options));
  }
}
