package io.zoetrope.catalog.sql;

import io.zoetrope.catalog.TaskRecord;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the newest state of a task, in whatever order and however often its states arrive. An end
 * is final. Before it, what began later is newer, and a task that waits again is newer than the
 * same attempt when it ran. Attempts do not tell: a task that is given back loses one.
 */
final class TaskUpsert {
  static final String COLUMNS =
      "id, kind, camera, state, attempt, submitted, started, ended, payload, result, error, file,"
          + " type, size_bytes";
  private static final String STAGE =
      "CASE %s.state WHEN 'running' THEN 0 WHEN 'queued' THEN 1 ELSE 2 END";
  private static final String OLD = STAGE.formatted("tasks");
  private static final String NEW = STAGE.formatted("excluded");
  private static final String PUT =
      ("INSERT INTO tasks (" + COLUMNS + ")")
          + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
          + " ON CONFLICT (id) DO UPDATE SET state = excluded.state, attempt = excluded.attempt,"
          + " started = coalesce(excluded.started, tasks.started), ended = excluded.ended,"
          + " result = excluded.result, error = excluded.error, file = excluded.file,"
          + " type = excluded.type, size_bytes = excluded.size_bytes"
          + (" WHERE " + OLD + " < 2 AND (" + NEW + " = 2")
          + " OR (tasks.started IS NULL AND excluded.started IS NOT NULL)"
          + " OR excluded.started > tasks.started"
          + (" OR (excluded.started = tasks.started AND " + NEW + " > " + OLD + "))");

  private TaskUpsert() {}

  /** Returns whether anything was new. */
  static boolean put(Dialect engine, Handle handle, List<TaskRecord> tasks) {
    if (tasks.isEmpty()) {
      return false;
    }
    PreparedBatch batch = handle.prepareBatch(PUT);
    for (TaskRecord task : tasks) {
      batch
          .bind(0, Texts.kept(task.id()))
          .bind(1, Texts.kept(task.kind()))
          .bind(2, Texts.keptIfAny(task.camera()))
          .bind(3, task.state())
          .bind(4, task.attempt())
          .bind(5, engine.stored(task.submitted()))
          .bind(6, stored(engine, task.started()))
          .bind(7, stored(engine, task.ended()))
          .bind(8, Texts.kept(task.payload()))
          .bind(9, Texts.keptIfAny(task.result()))
          .bind(10, Texts.keptIfAny(task.error()))
          .bind(11, Texts.keptIfAny(task.file()))
          .bind(12, Texts.keptIfAny(task.fileType()))
          .bind(13, task.fileSizeBytes())
          .add();
    }
    return Arrays.stream(batch.execute()).anyMatch(rows -> rows != 0);
  }

  private static @Nullable Object stored(Dialect engine, @Nullable Instant time) {
    return time == null ? null : engine.stored(time);
  }
}
