package io.zoetrope.catalog.sql;

import io.zoetrope.catalog.TaskRecord;
import java.util.Arrays;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Keeps the newest state of a task, in whatever order and however often its states arrive. An end
 * is final. Before it, what began later is newer, and a task that waits again is newer than the
 * same attempt when it ran. Attempts do not tell: a task that is given back loses one.
 */
final class TaskUpsert {
  private static final String STAGE =
      "CASE %s.state WHEN 'running' THEN 0 WHEN 'queued' THEN 1 ELSE 2 END";
  private static final String OLD = STAGE.formatted("tasks");
  private static final String NEW = STAGE.formatted("excluded");
  private static final String NEWEST =
      " ON CONFLICT (id) DO UPDATE SET state = excluded.state, attempt = excluded.attempt,"
          + " started = coalesce(excluded.started, tasks.started), ended = excluded.ended,"
          + " result = excluded.result, error = excluded.error, file = excluded.file,"
          + " type = excluded.type, size_bytes = excluded.size_bytes"
          + (" WHERE " + OLD + " < 2 AND (" + NEW + " = 2")
          + " OR (tasks.started IS NULL AND excluded.started IS NOT NULL)"
          + " OR excluded.started > tasks.started"
          + (" OR (excluded.started = tasks.started AND " + NEW + " > " + OLD + "))");

  private TaskUpsert() {}

  static boolean put(
      Dialect engine, RowMapping<TaskRecord> rows, Handle handle, List<TaskRecord> tasks) {
    if (tasks.isEmpty()) {
      return false;
    }
    PreparedBatch batch = rows.batch(engine, handle, rows.insert() + NEWEST, tasks);
    return Arrays.stream(batch.execute()).anyMatch(changed -> changed != 0);
  }
}
