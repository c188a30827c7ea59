package io.zoetrope.catalog.sql;

import io.zoetrope.catalog.Catalog;
import io.zoetrope.catalog.EventRecord;
import io.zoetrope.catalog.TaskRecord;
import io.zoetrope.rows.TableSource;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

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

  /** The version rises with each change, even if an older copy is put in its place. */
  private static final String CHANGED =
      "UPDATE changes SET newest = coalesce(?, newest),"
          + " version = CASE WHEN version < ? THEN ? ELSE version + 1 END WHERE table_name = ?";

  /** A portion at a time: others who write wait no longer than this takes. */
  private static final int PORTION = 500;

  private static final String FORGET_EVENTS =
      "DELETE FROM events WHERE seq IN"
          + " (SELECT seq FROM events WHERE at < ? ORDER BY at LIMIT "
          + PORTION
          + ")";
  private static final String FORGET_TASKS =
      "DELETE FROM tasks WHERE id IN (SELECT id FROM tasks WHERE submitted < ?"
          + " AND state NOT IN ('queued', 'running') ORDER BY submitted LIMIT "
          + PORTION
          + ")";

  private final Dialect engine;
  private final InstantSource clock = InstantSource.system();
  private final Connections connections;
  private final RowMapping<EventRecord> eventRows;
  private final RowMapping<TaskRecord> taskRows;
  private final StoredTable<EventRecord> events;
  private final StoredTable<TaskRecord> tasks;

  private DatabaseCatalog(Dialect engine, int mostCursors, Duration patience) {
    connections = new Connections(engine, mostCursors, patience);
    this.engine = engine;
    eventRows = RowMapping.events(engine);
    taskRows = RowMapping.tasks(engine);
    events = new StoredTable<>(engine, connections, eventRows);
    tasks = new StoredTable<>(engine, connections, taskRows);
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
    if (events.isEmpty() && tasks.isEmpty()) {
      return;
    }
    connections.write(handle -> {
      addEvents(handle, events);
      if (TaskUpsert.put(engine, taskRows, handle, tasks)) {
        changed(handle, "tasks", null);
      }
      return true;
    });
  }

  private void addEvents(Handle handle, List<EventRecord> events) {
    if (events.isEmpty()) {
      return;
    }
    PreparedBatch batch =
        eventRows.batch(
            engine, handle, eventRows.insert() + " ON CONFLICT (id) DO NOTHING", events);
    int[] added = batch.execute();
    for (int i = added.length - 1; i >= 0; i--) {
      if (added[i] != 0) {
        changed(handle, "events", Texts.kept(events.get(i).id()));
        return;
      }
    }
  }

  private void changed(Handle handle, String table, @Nullable String newest) {
    long now = Timestamps.micros(clock.instant());
    handle.execute(CHANGED, newest, now, now, table);
  }

  @Override
  public Optional<String> newestEvent() throws IOException {
    return connections.read(handle ->
        handle
            .select("SELECT newest FROM changes WHERE table_name = 'events'")
            .map((row, _) -> Optional.ofNullable(row.getString(1)))
            .one());
  }

  @Override
  public long forgetBefore(Instant time) throws IOException {
    Object before = engine.stored(Timestamps.bound(time));
    return forget("events", FORGET_EVENTS, before) + forget("tasks", FORGET_TASKS, before);
  }

  private long forget(String table, String portion, Object before) throws IOException {
    long all = 0;
    int gone;
    do {
      gone =
          connections.write(handle -> {
            int rows = handle.execute(portion, before);
            if (rows > 0) {
              changed(handle, table, null);
            }
            return rows;
          });
      all += gone;
    } while (gone == PORTION);
    return all;
  }

  @Override
  public TableSource<EventRecord> events() {
    return events;
  }

  @Override
  public TableSource<TaskRecord> tasks() {
    return tasks;
  }

  Connections connections() {
    return connections;
  }

  @Override
  public void close() {
    connections.close();
  }
}
