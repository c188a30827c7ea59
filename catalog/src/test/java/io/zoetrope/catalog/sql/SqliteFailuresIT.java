package io.zoetrope.catalog.sql;

import static io.zoetrope.catalog.sql.SampleRows.all;
import static io.zoetrope.catalog.sql.SampleRows.event;
import static io.zoetrope.catalog.sql.SampleRows.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.catalog.EventRecord;
import io.zoetrope.rows.Cursor;
import io.zoetrope.rows.TableQuery;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a catalog in a file says when the file or its disk is broken, and how it goes on. */
class SqliteFailuresIT {
  @TempDir Path folder;

  @Test
  void aFullDiskLosesOnlyWhatIsAdded() throws Exception {
    try (DatabaseCatalog catalog = open()) {
      catalog.add(events(0, 10), List.of());
      catalog
          .connections()
          .write(handle -> {
            // One that is smaller than the file is as large as the file.
            handle.select("PRAGMA max_page_count = 1").mapTo(Long.class).one();
            return true;
          });
      EventRecord large =
          new EventRecord("1-0", SampleRows.START, "camera", null, "x".repeat(1_000_000));

      fails(() -> catalog.add(List.of(event(10), large), List.of()))
          .hasMessageContaining("No room is left on the disk")
          .hasMessageContaining("catalog.db");

      assertThat(all(catalog.events())).isEqualTo(events(0, 10).reversed());
      // Its next connection knows nothing of the bound: so is a disk on which there is room again.
      catalog
          .connections()
          .write(
              handle -> handle.select("PRAGMA max_page_count = 1000000").mapTo(Long.class).one());
      catalog.add(List.of(event(10), large), List.of());
      assertThat(all(catalog.events())).hasSize(12);
    }
  }

  @Test
  void aFileOfAnotherProgramIsLeftAsItIs() throws Exception {
    sql("CREATE TABLE other (a TEXT)");
    byte[] before = Files.readAllBytes(file());

    fails(this::open).hasMessageContaining("is damaged, or not a catalog. It was left as it is");

    assertThat(file()).hasBinaryContent(before);
    assertThat(folder).isDirectoryNotContaining("glob:**-wal");
  }

  @Test
  void aFileThatIsNotADatabaseIsLeftAsItIs() throws Exception {
    Files.writeString(file(), "my diary\n".repeat(1000));

    fails(this::open).hasMessageContaining("is damaged, or not a catalog. It was left as it is");

    assertThat(file()).content().startsWith("my diary");
  }

  @Test
  void aCatalogOfANewerVersionIsRefused() throws Exception {
    open().close();
    sql(
        "INSERT INTO flyway_schema_history SELECT 99, '99', description, type, script, checksum,"
            + " installed_by, installed_on, execution_time, success FROM flyway_schema_history");

    fails(this::open).hasMessageContaining("written by a newer Zoetrope");
  }

  @Test
  void anInterruptedMigrationIsDoneAgain() throws Exception {
    sql("PRAGMA application_id = 0x5a6f6563; CREATE TABLE half (a TEXT); DROP TABLE half");
    open().close();
    try (DatabaseCatalog catalog = open()) {
      catalog.add(events(0, 1), List.of());
    }
  }

  @Test
  void aFolderThatCannotBeMadeAndAFileThatCannotBeOpenedAreNamed() throws Exception {
    Path plain = Files.writeString(folder.resolve("plain"), "");
    fails(() ->
            DatabaseCatalog.open(new DatabaseAddress.SqliteFile(plain.resolve("data/catalog.db"))))
        .hasMessageContaining(plain.resolve("data") + " of the catalog cannot be made");

    Files.createDirectory(file());
    fails(this::open).hasMessageContaining(file() + " cannot be opened for writing");
  }

  @Test
  void aFileThatIsDamagedWhileItIsOpenSaysSoAndAnotherInItsPlaceIsTaken() throws Exception {
    try (DatabaseCatalog catalog = open()) {
      catalog.add(events(0, 5000), List.of());
    }
    Path good = Files.copy(file(), folder.resolve("copy.db"));
    try (DatabaseCatalog catalog = open()) {
      damage(file());
      fails(() -> all(catalog.events())).hasMessageContaining("is damaged, or not a catalog");
      assertThat(catalog.connections().inUse()).isZero();
      Files.write(file(), Files.readAllBytes(good));
      assertThat(all(catalog.events())).hasSize(5000);
    }
  }

  @Test
  void aCatalogDeletedWhileOpenStartsAgain() throws Exception {
    Path file = folder.resolve("data/catalog.db");
    try (DatabaseCatalog catalog = DatabaseCatalog.open(new DatabaseAddress.SqliteFile(file))) {
      catalog.add(events(0, 10), List.of());
      assertThat(all(catalog.events())).hasSize(10);
      deleteFolderOf(file);

      assertThat(all(catalog.events())).isEmpty();
      catalog.add(events(10, 15), List.of());
      assertThat(file).exists();
      deleteFolderOf(file);
      catalog.add(events(15, 18), List.of());
      assertThat(all(catalog.events())).hasSize(3);
      assertThat(catalog.connections().inUse()).isZero();
    }
    try (DatabaseCatalog catalog = DatabaseCatalog.open(new DatabaseAddress.SqliteFile(file))) {
      assertThat(all(catalog.events())).hasSize(3);
    }
  }

  @Test
  void aTableThatIsBeingReadIsReadToItsEndWhenItsFileIsDeleted() throws Exception {
    Path file = folder.resolve("data/catalog.db");
    try (DatabaseCatalog catalog = DatabaseCatalog.open(new DatabaseAddress.SqliteFile(file))) {
      catalog.add(events(0, 500), List.of());
      try (Cursor<EventRecord> rows = catalog.events().open(TableQuery.ALL)) {
        assertThat(rows.next()).isNotNull();
        deleteFolderOf(file);
        catalog.add(events(500, 501), List.of());
        int left = 0;
        while (rows.next() != null) {
          left++;
        }
        assertThat(left).isEqualTo(499);
      }
      assertThat(all(catalog.events())).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DROP TABLE events",
        "ALTER TABLE events RENAME COLUMN detail TO more",
        "DROP TABLE flyway_schema_history",
        "UPDATE flyway_schema_history SET checksum = 1, version = '0.5'",
        "ALTER TABLE flyway_schema_history RENAME COLUMN success TO worked",
      })
  void aDatabaseWithOtherTablesIsNotACatalog(String change) throws Exception {
    open().close();
    sql(change);

    fails(
            () -> {
              try (DatabaseCatalog catalog = open()) {
                catalog.add(events(0, 1), List.of());
              }
            })
        .hasMessage(
            "%s is damaged, or not a catalog. It was left as it is: move it away to start with a new one."
                .formatted(file()));
  }

  private static void deleteFolderOf(Path file) throws IOException {
    for (String name : List.of("catalog.db-wal", "catalog.db-shm", "catalog.db")) {
      Files.deleteIfExists(file.resolveSibling(name));
    }
    Files.delete(file.getParent());
  }

  private static void damage(Path file) throws IOException {
    byte[] noise = new byte[4096];
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      Random random = new Random(1);
      for (long at = 4096; at + noise.length <= bytes.length(); at += noise.length) {
        random.nextBytes(noise);
        bytes.seek(at);
        bytes.write(noise);
      }
    }
  }

  private Path file() {
    return folder.resolve("catalog.db");
  }

  private DatabaseCatalog open() throws IOException {
    return DatabaseCatalog.open(new DatabaseAddress.SqliteFile(file()));
  }

  private void sql(String text) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(text);
    }
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> fails(ThrowingCallable call) {
    return assertThatThrownBy(call).isInstanceOf(IOException.class).hasMessageMatching("(?s).*\\.");
  }
}
