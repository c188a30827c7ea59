package io.zoetrope.catalog.sql;

import static io.zoetrope.catalog.sql.Samples.all;
import static io.zoetrope.catalog.sql.Samples.event;
import static io.zoetrope.catalog.sql.Samples.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.catalog.EventRecord;
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

/** What a catalog in a file says when the file or its disk is broken, and how it goes on. */
class SqliteFailuresIT {
  @TempDir Path folder;

  @Test
  void aFullDiskCostsWhatIsAddedAndNothingElse() throws Exception {
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
          new EventRecord("1-0", Samples.START, "camera", null, "x".repeat(1_000_000));

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
  void whatIsNoDatabaseIsLeftAsItIs() throws Exception {
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
  void aMigrationThatWasCutOffIsDoneAgain() throws Exception {
    sql("PRAGMA application_id = 0x5a6f6563; CREATE TABLE half (a TEXT); DROP TABLE half");
    open().close();
    try (DatabaseCatalog catalog = open()) {
      catalog.add(events(0, 1), List.of());
    }
  }

  @Test
  void aFolderThatCannotBeMadeAndAFileThatCannotBeOpenedAreNamed() throws Exception {
    Path plain = Files.writeString(folder.resolve("plain"), "");
    fails(() -> DatabaseCatalog.open(DatabaseAddress.of(plain.resolve("data/catalog.db"))))
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
      assertThat(catalog.connectionsInUse()).isZero();
      Files.write(file(), Files.readAllBytes(good));
      assertThat(all(catalog.events())).hasSize(5000);
    }
  }

  @Test
  void anotherProgramThatHoldsTheFileIsWaitedForAndThenNamed() throws Exception {
    try (DatabaseCatalog catalog = open();
        Connection other = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      Thread holder =
          Thread.ofPlatform()
              .start(() -> {
                try {
                  catalog.add(events(0, 1), List.of());
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
              });
      assertThat(all(catalog.events())).isEmpty();
      statement.execute("COMMIT");
      holder.join();
      assertThat(all(catalog.events())).hasSize(1);
    }
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
    return DatabaseCatalog.open(DatabaseAddress.of(file()));
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
