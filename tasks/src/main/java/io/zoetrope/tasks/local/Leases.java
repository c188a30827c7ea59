package io.zoetrope.tasks.local;

import io.zoetrope.tasks.Lease;
import io.zoetrope.tasks.Progress;
import io.zoetrope.tasks.Task;
import io.zoetrope.tasks.TaskState;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lends tasks to workers, and renews their leases. One thread uses it. */
final class Leases {
  private static final String DUE =
      "SELECT seq, priority FROM task WHERE ready = 1 AND kind = ? ORDER BY priority, seq LIMIT ?";
  private static final String LEND =
      "UPDATE task SET state = 'running', ready = NULL, attempt = attempt + 1, percent = 0,"
          + " note = '', started = ?, token = ?, worker = ?, lease_until = ?"
          + " WHERE seq = ? RETURNING "
          + TaskRow.WHOLE;
  private static final String RENEW = "UPDATE task SET lease_until = ? WHERE id = ? AND token = ?";
  private static final String PROGRESS =
      "UPDATE task SET percent = ?, note = ?, lease_until = ? WHERE id = ? AND token = ? RETURNING "
          + TaskRow.SHORT;
  private static final String GIVE_BACK =
      "UPDATE task SET state = 'queued', ready = 1, attempt = attempt - 1, percent = 0, note = '',"
          + " token = NULL, worker = NULL, lease_until = NULL WHERE id = ? AND token = ? RETURNING "
          + TaskRow.SHORT;

  private static final int LONGEST_NOTE = 200;

  private final TaskDatabase database;
  private final Changes changes;
  private final long leaseMillis;
  private final String session = Long.toString(System.nanoTime(), Character.MAX_RADIX);
  private long tokens;

  Leases(TaskDatabase database, Changes changes, Duration lease) {
    this.database = database;
    this.changes = changes;
    this.leaseMillis = Math.max(1, lease.toMillis());
  }

  private record Due(long seq, int priority) {}

  /** What is due; null when nothing is. */
  @Nullable List<Lease> take(Set<String> kinds, String worker, int most) throws SQLException {
    List<Due> due = new ArrayList<>();
    for (String kind : kinds) {
      due.addAll(database.rows(DUE, row -> new Due(row.getLong(1), row.getInt(2)), kind, most));
    }
    if (due.isEmpty()) {
      changes.noneDue(kinds);
      return null;
    }
    if (kinds.size() > 1) {
      due.sort(Comparator.comparingInt(Due::priority).thenComparingLong(Due::seq));
    }
    List<Lease> leases = new ArrayList<>(Math.min(most, due.size()));
    for (Due next : due.subList(0, Math.min(most, due.size()))) {
      leases.add(lend(next.seq(), worker));
    }
    return leases;
  }

  private Lease lend(long seq, String worker) throws SQLException {
    String token = session + "-" + Long.toString(tokens++, Character.MAX_RADIX);
    Task lent =
        database
            .row(LEND, TaskRow::whole, changes.now(), token, worker, leaseEnd(), seq)
            .orElseThrow();
    changes.changed(lent, TaskState.QUEUED);
    return new Lease(lent, token);
  }

  private long leaseEnd() {
    long end = changes.now() + leaseMillis;
    changes.dueAt(end);
    return end;
  }

  boolean renew(Lease lease) throws SQLException {
    return database.update(RENEW, leaseEnd(), lease.task().id(), lease.token()) > 0;
  }

  boolean progress(Lease lease, Progress progress) throws SQLException {
    String note = Completions.clipped(progress.note(), LONGEST_NOTE);
    return changed(lease, PROGRESS, progress.percent(), note, leaseEnd());
  }

  boolean giveBack(Lease lease) throws SQLException {
    boolean given = changed(lease, GIVE_BACK);
    if (given) {
      changes.due(lease.task().kind());
    }
    return given;
  }

  private boolean changed(Lease lease, String sql, Object... values) throws SQLException {
    Object[] all = Arrays.copyOf(values, values.length + 2, Object[].class);
    all[values.length] = lease.task().id();
    all[values.length + 1] = lease.token();
    Optional<Task> task =
        database.row(sql, row -> TaskRow.read(row, lease.task().payload(), Optional.empty()), all);
    task.ifPresent(changed -> changes.changed(changed, TaskState.RUNNING));
    return task.isPresent();
  }
}
