package io.zoetrope.tasks.local;

import io.zoetrope.tasks.Lease;
import io.zoetrope.tasks.Progress;
import io.zoetrope.tasks.Task;
import io.zoetrope.tasks.TaskState;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lends tasks to workers, and takes back what became of them. One thread uses it. */
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
  private final Completions completions;
  private final long leaseMillis;
  private final String session = Long.toString(System.nanoTime(), Character.MAX_RADIX);
  private long tokens;

  Leases(TaskDatabase database, Changes changes, Completions completions, Duration lease) {
    this.database = database;
    this.changes = changes;
    this.completions = completions;
    this.leaseMillis = Math.max(1, lease.toMillis());
  }

  private record Due(long seq, int priority) {}

  /** What is due; null when nothing is. */
  @Nullable List<Lease> take(Set<String> kinds, String worker, int most) throws SQLException {
    List<Due> due = new ArrayList<>();
    for (String kind : kinds) {
      addDue(kind, most, due);
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

  private void addDue(String kind, int most, List<Due> due) throws SQLException {
    PreparedStatement query = database.statement(DUE);
    query.setString(1, kind);
    query.setInt(2, most);
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        due.add(new Due(rows.getLong(1), rows.getInt(2)));
      }
    }
  }

  private Lease lend(long seq, String worker) throws SQLException {
    String token = session + "-" + Long.toString(tokens++, Character.MAX_RADIX);
    PreparedStatement update = database.statement(LEND);
    update.setLong(1, changes.now());
    update.setString(2, token);
    update.setString(3, worker);
    update.setLong(4, leaseEnd());
    update.setLong(5, seq);
    try (ResultSet rows = update.executeQuery()) {
      rows.next();
      Task lent = TaskRow.whole(rows);
      changes.changed(lent, TaskState.QUEUED);
      return new Lease(lent, token);
    }
  }

  private long leaseEnd() {
    long end = changes.now() + leaseMillis;
    changes.dueAt(end);
    return end;
  }

  boolean renew(Lease lease) throws SQLException {
    PreparedStatement update = database.statement(RENEW);
    update.setLong(1, leaseEnd());
    update.setString(2, lease.task().id());
    update.setString(3, lease.token());
    return update.executeUpdate() > 0;
  }

  boolean progress(Lease lease, Progress progress) throws SQLException {
    PreparedStatement update = database.statement(PROGRESS);
    update.setInt(1, progress.percent());
    update.setString(2, Completions.clipped(progress.note(), LONGEST_NOTE));
    update.setLong(3, leaseEnd());
    update.setString(4, lease.task().id());
    update.setString(5, lease.token());
    return changed(update, lease);
  }

  boolean giveBack(Lease lease) throws SQLException {
    PreparedStatement update = database.statement(GIVE_BACK);
    update.setString(1, lease.task().id());
    update.setString(2, lease.token());
    boolean given = changed(update, lease);
    if (given) {
      changes.due(lease.task().kind());
    }
    return given;
  }

  private boolean changed(PreparedStatement update, Lease lease) throws SQLException {
    try (ResultSet rows = update.executeQuery()) {
      if (!rows.next()) {
        return false;
      }
      Task task = TaskRow.read(rows, lease.task().payload(), Optional.empty());
      changes.changed(task, TaskState.RUNNING);
      return true;
    }
  }

  boolean done(Lease lease, String result) throws SQLException {
    return completions.end(lease.task(), lease.token(), TaskState.DONE, result, null);
  }

  boolean failed(Lease lease, String error) throws SQLException {
    return completions.end(lease.task(), lease.token(), TaskState.FAILED, null, error);
  }

  boolean retry(Lease lease, String error, Duration delay) throws SQLException {
    return completions.attemptFailed(lease.task(), lease.token(), error, delay);
  }
}
