package io.zoetrope.catalog.sql;

import static io.zoetrope.catalog.sql.SampleRows.all;
import static io.zoetrope.catalog.sql.SampleRows.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zoetrope.catalog.EventRecord;
import io.zoetrope.catalog.fixture.PostgresServer;
import io.zoetrope.rows.Cursor;
import io.zoetrope.rows.TableQuery;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a catalog in PostgreSQL says when that is away or refuses, and how it goes on. */
class PostgresFailuresIT {
  private static PostgresServer server;

  @BeforeAll
  static void startServer() throws IOException {
    server = PostgresServer.start();
  }

  @AfterAll
  static void stopServer() throws IOException {
    server.close();
  }

  @Test
  void aRestartedServerIsFoundAgain() throws Exception {
    try (DatabaseCatalog catalog = open(server.newDatabase())) {
      catalog.add(events(0, 1000), List.of());
      Cursor<EventRecord> cursor = catalog.events().open(TableQuery.ALL);
      cursor.next();

      server.kill();

      fails(() -> drain(cursor)).hasMessageContaining("does not answer. Start it");
      fails(() -> catalog.add(events(1000, 1001), List.of())).hasMessageContaining("Start it");
      fails(() -> catalog.events().open(TableQuery.ALL)).hasMessageContaining("Start it");
      fails(() -> catalog.events().version()).hasMessageContaining("Start it");
      assertThat(catalog.connections().openCursors()).isZero();

      server.restart();

      found(() -> catalog.add(events(1000, 1001), List.of()));
      found(() -> catalog.events().version());
      assertThat(all(catalog.events())).isEqualTo(events(0, 1001).reversed());
      assertThat(catalog.connections().inUse()).isZero();
    }
  }

  /** The pool asks a server that was away again after ten seconds at most. */
  private static void found(ThrowingCallable call) {
    await().ignoreExceptionsInstanceOf(IOException.class).untilAsserted(call::call);
  }

  @Test
  void writersWaitOnceForAServerThatIsAwayLikeReaders() throws Exception {
    try (DatabaseCatalog catalog = open(server.newDatabase())) {
      server.kill();
      Duration reading = failingFor(() -> catalog.events().version());
      Duration writing = failingFor(() -> catalog.add(events(0, 1), List.of()));
      assertThat(writing).isLessThan(reading.plus(reading.dividedBy(2)));
    } finally {
      server.restart();
    }
  }

  private static Duration failingFor(ThrowingCallable call) {
    long startedNanos = System.nanoTime();
    fails(call);
    return Duration.ofNanos(System.nanoTime() - startedNanos);
  }

  @Test
  void lostConnectionsGoUnnoticed() throws Exception {
    try (DatabaseCatalog catalog = open(server.newDatabase())) {
      catalog.add(events(0, 1), List.of());
      assertThat(all(catalog.events())).hasSize(1);
      server.sql(
          "postgres",
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
              + " WHERE application_name = 'zoetrope'");
      catalog.add(events(1, 2), List.of());
      assertThat(all(catalog.events())).hasSize(2);
    }
  }

  @Test
  void aReaderThatIsInterruptedDoesNotCostItsConnection() throws Exception {
    try (DatabaseCatalog catalog = open(server.newDatabase())) {
      catalog.add(events(0, 1000), List.of());
      long before = readersProcess(catalog);
      Thread reader =
          Thread.ofVirtual()
              .start(() -> {
                try (Cursor<EventRecord> cursor = catalog.events().open(TableQuery.ALL)) {
                  cursor.next();
                  Thread.currentThread().interrupt();
                } catch (Exception e) {
                  throw new AssertionError(e);
                }
              });
      reader.join();
      assertThat(readersProcess(catalog)).isEqualTo(before);
    }
  }

  private static long readersProcess(DatabaseCatalog catalog) throws IOException {
    return catalog
        .connections()
        .read(handle -> handle.select("SELECT pg_backend_pid()").mapTo(Long.class).one());
  }

  @Test
  void aServerThatIsAwayAtTheStartIsNamed() throws Exception {
    fails(() -> open("jdbc:postgresql://me:hidden@127.0.0.1:1/cameras"))
        .hasMessageContaining("PostgreSQL at 127.0.0.1:1 does not answer.");
    fails(() -> open("jdbc:postgresql://me:hidden@host.invalid/cameras"))
        .hasMessageContaining("PostgreSQL at host.invalid does not answer.");
  }

  @Test
  void aWrongLoginAndADatabaseThatIsNotThereAreNamed() throws Exception {
    String address = server.newDatabase();
    fails(() -> open(address.replaceFirst(":[^/:]*@", ":hidden@")))
        .hasMessageContaining("does not let us in. Check user and password");
    fails(() -> open(server.address("nowhere")))
        .hasMessageContaining("has no database nowhere. Make it with createdb");
  }

  @Test
  void aDatabaseThatDoesNotHoldAllCharactersIsRefused() throws Exception {
    server.sql(
        "postgres", "CREATE DATABASE narrow ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0");
    fails(() -> open(server.address("narrow")))
        .hasMessageContaining("cannot hold all characters. Make one with createdb -E UTF8");
  }

  @Test
  void aUserWithoutRightsGetsASentence() throws Exception {
    String address = server.newDatabase();
    server.sql("postgres", "CREATE ROLE guest LOGIN PASSWORD 'hidden'");
    fails(() -> open(address.replaceFirst("//.*@", "//guest:hidden@")))
        .hasMessageContaining("may not do that. Make it the database's owner.");

    String name = address.substring(address.lastIndexOf('/') + 1);
    server.sql(name, "CREATE SCHEMA zoetrope AUTHORIZATION guest");
    open(address.replaceFirst("//.*@", "//guest:hidden@")).close();
  }

  @Test
  void aCatalogOfANewerVersionIsRefusedAndTheTablesOfOthersAreNoHindrance() throws Exception {
    String address = server.newDatabase();
    String name = address.substring(address.lastIndexOf('/') + 1);
    server.sql(name, "CREATE TABLE events (other text)");
    open(address).close();
    server.sql(
        name,
        "INSERT INTO zoetrope.flyway_schema_history SELECT 99, '99', description, type, script,"
            + " checksum, installed_by, installed_on, execution_time, success"
            + " FROM zoetrope.flyway_schema_history WHERE version = '1'");

    fails(() -> open(address)).hasMessageContaining("written by a newer Zoetrope");
  }

  private static void drain(Cursor<EventRecord> cursor) throws Exception {
    while (cursor.next() != null) {
      // All the way.
    }
  }

  private static DatabaseCatalog open(String address) throws IOException {
    return DatabaseCatalog.open(DatabaseAddress.parse(address), Duration.ofMillis(1500));
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> fails(ThrowingCallable call) {
    return assertThatThrownBy(call)
        .isInstanceOf(IOException.class)
        .hasMessageMatching("(?s)[A-Z].*\\.")
        .hasMessageNotContainingAny("hidden", server.password());
  }
}
