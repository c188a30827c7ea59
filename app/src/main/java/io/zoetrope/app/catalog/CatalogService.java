package io.zoetrope.app.catalog;

import io.zoetrope.app.config.CatalogConfig;
import io.zoetrope.app.data.DataFolderLock;
import io.zoetrope.base.Closer;
import io.zoetrope.base.LazyPart;
import io.zoetrope.catalog.Catalog;
import io.zoetrope.catalog.EventRecord;
import io.zoetrope.catalog.TaskRecord;
import io.zoetrope.catalog.sql.DatabaseAddress;
import io.zoetrope.catalog.sql.DatabaseCatalog;
import io.zoetrope.core.time.Timekeeper;
import io.zoetrope.rows.TableSource;
import io.zoetrope.tasks.TaskQueue;
import io.zoetrope.tasks.result.Results;
import io.zoetrope.tasks.topic.RetainedTopic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * The catalog of a server: it saves events and tasks for a while, shows them as tables and exports
 * them. Any thread may call it. No database is loaded before something has happened or somebody
 * asks.
 */
public final class CatalogService implements AutoCloseable {
  private static final int MOST_WAITING = 10_000;

  private final LazyCatalog catalog;
  private final BooleanSupplier exists;
  private final Duration keep;
  private final Timekeeper time;
  private final LazyTable<EventRecord> events;
  private final LazyTable<TaskRecord> tasks;
  private final Closer running = new Closer();

  private CatalogService(
      LazyPart.Opening<Catalog, IOException> opening,
      BooleanSupplier exists,
      Duration keep,
      Timekeeper time) {
    this.catalog = running.add(new LazyCatalog(opening, time));
    this.exists = exists;
    this.keep = keep;
    this.time = time;
    this.events = new LazyTable<>(EventRecord.TABLE, catalog, Catalog::events);
    this.tasks = new LazyTable<>(TaskRecord.TABLE, catalog, Catalog::tasks);
  }

  /** As configured; empty when nothing is to be kept. */
  public static Optional<CatalogService> of(
      CatalogConfig config, DataFolderLock data, Timekeeper time) {
    if (!config.on()) {
      return Optional.empty();
    }
    Optional<DatabaseAddress> elsewhere = config.database();
    DatabaseAddress address =
        elsewhere.orElseGet(
            () -> new DatabaseAddress.SqliteFile(data.folder().resolve("catalog.db")));
    BooleanSupplier exists =
        switch (address) {
          case DatabaseAddress.SqliteFile(Path file) -> () -> Files.exists(file);
          case DatabaseAddress.PostgresDatabase _ -> () -> true;
        };
    return Optional.of(
        new CatalogService(
            () -> {
              if (elsewhere.isEmpty()) {
                data.use();
              }
              return DatabaseCatalog.open(address);
            },
            exists,
            config.keep(),
            time));
  }

  /** What it shows. */
  public List<TableSource<?>> tables() {
    return List.of(events, tasks);
  }

  /** How its tables become files. */
  public Exports exports(Results results) {
    return new Exports(tables(), results);
  }

  /**
   * Keeps what happens from now on. Does not wait.
   *
   * @param eventsOutlive whether the topic keeps messages over a restart
   */
  public void start(RetainedTopic events, TaskQueue queue, boolean eventsOutlive) {
    CatalogRecorder recorder =
        new CatalogRecorder(
            new CatalogRecorder.Source(events, queue, eventsOutlive, MOST_WAITING),
            catalog,
            () -> time.now().minus(keep),
            RecorderTimings.STANDARD,
            new SplittableRandom());
    recorder.start();
    running.add(recorder);
    running.add(new Retention(catalog, exists, keep, time).start());
  }

  /** Waits for a moment until what has happened is kept. */
  @Override
  public void close() {
    running.close();
  }
}
