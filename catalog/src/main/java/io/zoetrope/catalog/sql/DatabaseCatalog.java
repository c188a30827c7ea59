package io.zoetrope.catalog.sql;

import io.zoetrope.catalog.Catalog;
import io.zoetrope.catalog.EventRecord;
import io.zoetrope.catalog.TaskRecord;
import io.zoetrope.rows.TableSource;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A catalog in a SQLite file or a PostgreSQL database. Any thread may call it; all calls may wait
 * for disk and network, those that write to a SQLite file in native code.
 *
 * <p>A failure, such as a full disk or a database that is away, costs the calls that meet it: ten
 * seconds after its cause is gone, at the latest, they work again.
 */
public final class DatabaseCatalog implements Catalog {
  static final int MOST_CURSORS = 8;
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Connections connections;
  private final CatalogWriter writer;
  private final StoredTable<EventRecord> events;
  private final StoredTable<TaskRecord> tasks;

  private DatabaseCatalog(Dialect engine, int mostCursors, Duration patience) {
    connections = new Connections(engine, mostCursors, patience);
    writer = new CatalogWriter(engine, connections);
    events = new StoredTable<>(engine, connections, new EventRows(engine));
    tasks = new StoredTable<>(engine, connections, new TaskRows(engine));
  }

  /**
   * Opens the catalog, and makes or updates its tables where that is needed.
   *
   * @throws IOException with a sentence for people, when the database is away, not ours, or from a
   *     newer version
   */
  public static DatabaseCatalog open(DatabaseAddress address) throws IOException {
    return open(address, PATIENCE);
  }

  /**
   * @param patience how long one waits for a connection, or for a cursor when too many are open
   */
  static DatabaseCatalog open(DatabaseAddress address, Duration patience) throws IOException {
    Dialect engine = Dialect.of(address);
    engine.makeReady();
    Migrations.run(engine);
    return new DatabaseCatalog(engine, MOST_CURSORS, patience);
  }

  @Override
  public void add(List<EventRecord> events, List<TaskRecord> tasks) throws IOException {
    writer.add(events, tasks);
  }

  @Override
  public Optional<String> newestEvent() throws IOException {
    return writer.newestEvent();
  }

  @Override
  public long forgetBefore(Instant time) throws IOException {
    return writer.forgetBefore(time);
  }

  @Override
  public TableSource<EventRecord> events() {
    return events;
  }

  @Override
  public TableSource<TaskRecord> tasks() {
    return tasks;
  }

  /** How many tables are being read at this moment. */
  public int openCursors() {
    return connections.openCursors();
  }

  Connections connections() {
    return connections;
  }

  /** How many connections are in use. */
  int connectionsInUse() {
    return connections.inUse();
  }

  @Override
  public void close() {
    connections.close();
  }
}
