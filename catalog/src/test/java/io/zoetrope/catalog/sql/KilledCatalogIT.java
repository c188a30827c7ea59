package io.zoetrope.catalog.sql;

import static io.zoetrope.catalog.sql.SampleRows.all;
import static io.zoetrope.catalog.sql.SampleRows.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.catalog.EventRecord;
import io.zoetrope.catalog.fixture.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Who writes is killed with -9 at any moment, again and again, and so is PostgreSQL: what was
 * acknowledged is there, once. {@code -Dzoetrope.rounds=100} kills that often.
 */
class KilledCatalogIT {
  private static final int ROUNDS = Integer.getInteger("zoetrope.rounds", 2);
  private static final int EVENTS_A_ROUND = 200;

  @TempDir Path folder;
  private int writers;

  @Test
  void inSqliteNothingAcknowledgedIsLost() throws Exception {
    Path file = folder.resolve("catalog.db");
    String address = "jdbc:sqlite:" + file;
    for (int round = 0; round < ROUNDS; round++) {
      Process writer = start(address);
      acknowledged(writer, EVENTS_A_ROUND);
      writer.destroyForcibly().waitFor();
      check(address);
    }
    assertThat(file).isNotEmptyFile();
  }

  @Test
  void inPostgresNothingAcknowledgedIsLostEvenWhenTheServerIsKilled() throws Exception {
    try (PostgresServer server = PostgresServer.startDurable()) {
      String address = server.newDatabase();
      for (int round = 0; round < ROUNDS; round++) {
        Process writer = start(address);
        acknowledged(writer, EVENTS_A_ROUND);
        server.kill();
        server.restart();
        // It goes on by itself.
        acknowledged(writer, EVENTS_A_ROUND);
        writer.destroyForcibly().waitFor();
        check(address);
      }
    }
  }

  private void check(String address) throws Exception {
    int acknowledged = acknowledged();
    try (DatabaseCatalog catalog = DatabaseCatalog.open(DatabaseAddress.parse(address))) {
      List<EventRecord> kept = all(catalog.events());
      assertThat(kept).hasSizeGreaterThanOrEqualTo(acknowledged);
      assertThat(kept).isEqualTo(events(0, kept.size()).reversed());
      // The last ones may have been kept without a chance to say so.
      assertThat(kept.size() - acknowledged).isIn(0, KilledCatalog.BATCH);
      assertThat(catalog.newestEvent()).contains(kept.getFirst().id());
    }
  }

  private void acknowledged(Process writer, int more) throws IOException {
    int before = acknowledged();
    await()
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(3))
        .until(() -> !writer.isAlive() || acknowledged() > before + more);
    assertThat(writer.isAlive()).as("what it said: %s", Files.readString(errors())).isTrue();
  }

  /** Up to which number all are kept, as far as that was said; what was cut off says nothing. */
  private int acknowledged() throws IOException {
    int most = 0;
    for (int writer = 0; writer < writers; writer++) {
      String said = Files.exists(said(writer)) ? Files.readString(said(writer)) : "";
      int end = said.lastIndexOf('\n');
      if (end > 0) {
        int begin = said.lastIndexOf('\n', end - 1) + 1;
        most = Math.max(most, Integer.parseInt(said.substring(begin, end)));
      }
    }
    return most;
  }

  private Path said(int writer) {
    return folder.resolve("said-" + writer);
  }

  private Path errors() {
    return folder.resolve("errors");
  }

  private Process start(String address) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            KilledCatalog.class.getName(),
            address,
            Integer.toString(acknowledged()),
            said(writers++).toString())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(errors().toFile()))
        .start();
  }
}
