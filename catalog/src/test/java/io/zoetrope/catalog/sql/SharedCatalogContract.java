package io.zoetrope.catalog.sql;

import static io.zoetrope.catalog.sql.SampleRows.START;
import static io.zoetrope.catalog.sql.SampleRows.all;
import static io.zoetrope.catalog.sql.SampleRows.events;
import static io.zoetrope.catalog.sql.SampleRows.task;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What servers that share a database see of each other. */
abstract class SharedCatalogContract {
  /** On a busy machine a connection may take its time. */
  static final Duration PATIENCE = Duration.ofMinutes(1);

  DatabaseAddress address = DatabaseAddress.parse("jdbc:sqlite:none");
  DatabaseCatalog catalog;

  /** An empty database. */
  abstract DatabaseAddress newDatabase(String name) throws IOException;

  @BeforeEach
  void open() throws IOException {
    address = newDatabase("catalog");
    catalog = DatabaseCatalog.open(address, PATIENCE);
  }

  void opensWithPatience(Duration patience) throws IOException {
    catalog.close();
    catalog = DatabaseCatalog.open(address, patience);
  }

  @AfterEach
  void nothingIsHeld() {
    assertThat(catalog.connections().inUse()).isZero();
    assertThat(catalog.connections().openCursors()).isZero();
    catalog.close();
  }

  @Test
  void theVersionChangesWithEveryChangeByAnyServer() throws Exception {
    String none = catalog.events().version();
    String noTasks = catalog.tasks().version();
    try (DatabaseCatalog other = DatabaseCatalog.open(address)) {
      other.add(events(0, 1), List.of());
    }
    String one = catalog.events().version();
    assertThat(one).isNotEqualTo(none).matches("[a-z0-9]+");
    catalog.add(events(0, 1), List.of());
    assertThat(catalog.events().version()).isEqualTo(one);
    assertThat(catalog.tasks().version()).isEqualTo(noTasks);

    catalog.add(List.of(), List.of(task("a", "queued", 0, null)));
    String queued = catalog.tasks().version();
    catalog.add(List.of(), List.of(task("a", "running", 1, START)));
    assertThat(catalog.tasks().version()).isNotEqualTo(queued).isNotEqualTo(noTasks);
    assertThat(catalog.events().version()).isEqualTo(one);

    catalog.forgetBefore(START.plusSeconds(1));
    assertThat(catalog.events().version()).isNotEqualTo(one).isNotEqualTo(none);
  }

  @Test
  void manyServersMayCreateTheTablesAtTheSameTime() throws Exception {
    DatabaseAddress fresh = newDatabase("another");
    List<Callable<Boolean>> servers =
        IntStream.range(0, 6)
            .<Callable<Boolean>>mapToObj(number ->
                () -> {
                  try (DatabaseCatalog server = DatabaseCatalog.open(fresh)) {
                    server.add(events(number, number + 2), List.of());
                    return true;
                  }
                })
            .toList();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> server : threads.invokeAll(servers)) {
        assertThat(server.get()).isTrue();
      }
    }
    try (DatabaseCatalog server = DatabaseCatalog.open(fresh)) {
      assertThat(all(server.events())).isEqualTo(events(0, 7).reversed());
    }
  }
}
