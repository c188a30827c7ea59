package io.zoetrope.catalog.sql;

import static io.zoetrope.catalog.sql.SampleRows.all;
import static io.zoetrope.catalog.sql.SampleRows.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A catalog in a file that another program holds for a while. */
class HeldCatalogIT {
  @TempDir Path folder;

  @Test
  void aWriterWaitsForALockedDatabase() throws Exception {
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

  @ParameterizedTest
  @ValueSource(strings = {"BEGIN EXCLUSIVE", "BEGIN; SELECT count(*) FROM sqlite_schema"})
  void creatingTheTablesWaitsForALockedDatabase(String holding) throws Exception {
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = other.createStatement()) {
      statement.executeUpdate(holding);
      CompletableFuture<DatabaseCatalog> opening = new CompletableFuture<>();
      Thread opener =
          Thread.ofPlatform()
              .start(() -> {
                try {
                  opening.complete(open());
                } catch (IOException e) {
                  opening.completeExceptionally(e);
                }
              });
      await().until(() -> opener.getState() == Thread.State.TIMED_WAITING || opening.isDone());
      assertThat(opening).isNotDone();
      statement.executeUpdate("ROLLBACK");
      try (DatabaseCatalog catalog = opening.get(1, TimeUnit.MINUTES)) {
        catalog.add(events(0, 1), List.of());
        assertThat(all(catalog.events())).hasSize(1);
      }
    }
  }

  private Path file() {
    return folder.resolve("catalog.db");
  }

  private DatabaseCatalog open() throws IOException {
    return DatabaseCatalog.open(new DatabaseAddress.SqliteFile(file()));
  }
}
