package io.zoetrope.catalog.sql;

import io.zoetrope.catalog.EventRecord;
import io.zoetrope.catalog.TaskRecord;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** What changes the catalog. Any thread may call it. */
final class CatalogWriter {
  private static final String ADD_EVENT =
      "INSERT INTO events (id, at, kind, camera, detail) VALUES (?, ?, ?, ?, ?)"
          + " ON CONFLICT (id) DO NOTHING";

  /** A new version is told by a number that rises, also if an older copy is put in its place. */
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
  private final Connections connections;
  private final InstantSource clock = InstantSource.system();

  CatalogWriter(Dialect engine, Connections connections) {
    this.engine = engine;
    this.connections = connections;
  }

  void add(List<EventRecord> events, List<TaskRecord> tasks) throws IOException {
    if (events.isEmpty() && tasks.isEmpty()) {
      return;
    }
    connections.write(handle -> {
      addEvents(handle, events);
      if (TaskUpsert.put(engine, handle, tasks)) {
        changed(handle, "tasks", null);
      }
      return true;
    });
  }

  private void addEvents(Handle handle, List<EventRecord> events) {
    if (events.isEmpty()) {
      return;
    }
    PreparedBatch batch = handle.prepareBatch(ADD_EVENT);
    for (EventRecord event : events) {
      batch
          .bind(0, Texts.kept(event.id()))
          .bind(1, engine.stored(event.at()))
          .bind(2, Texts.kept(event.kind()))
          .bind(3, Texts.keptIfAny(event.camera()))
          .bind(4, Texts.kept(event.json()))
          .add();
    }
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

  Optional<String> newestEvent() throws IOException {
    return connections.read(handle ->
        handle
            .select("SELECT newest FROM changes WHERE table_name = 'events'")
            .map((row, _) -> Optional.ofNullable(row.getString(1)))
            .one());
  }

  long forgetBefore(Instant time) throws IOException {
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
}
