package io.zoetrope.tasks.local;

import io.zoetrope.tasks.Lease;
import io.zoetrope.tasks.Progress;
import io.zoetrope.tasks.QueueOptions;
import io.zoetrope.tasks.TaskLeases;
import io.zoetrope.tasks.TaskState;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The workers' side of {@link SqliteTaskQueue}. Any thread may call it. */
final class SqliteTaskLeases implements TaskLeases {
  private final Writer writer;
  private final Duration duration;

  SqliteTaskLeases(Writer writer, QueueOptions options) {
    this.writer = writer;
    this.duration = options.lease();
  }

  @Override
  public List<Lease> take(Set<String> kinds, String worker, int most, Duration atMost)
      throws InterruptedException {
    Set<String> wanted = Set.copyOf(kinds);
    DatabaseCommand<List<Lease>> take =
        new DatabaseCommand<>(
            tables -> tables.leases().take(wanted, worker, most),
            tables -> tables.changes().anyDue(wanted),
            false,
            null);
    List<Lease> taken = writer.call(take, atMost);
    return taken == null ? List.of() : taken;
  }

  @Override
  public Duration duration() {
    return duration;
  }

  @Override
  public boolean renew(Lease lease) {
    return tell(tables -> tables.leases().renew(lease));
  }

  @Override
  public boolean progress(Lease lease, Progress progress) {
    return tell(tables -> tables.leases().progress(lease, progress));
  }

  @Override
  public boolean done(Lease lease, String result) {
    return tell(tables -> tables.completions().end(lease, TaskState.DONE, result, null));
  }

  @Override
  public boolean failed(Lease lease, String error) {
    return tell(tables -> tables.completions().end(lease, TaskState.FAILED, null, error));
  }

  @Override
  public boolean retry(Lease lease, String error, Duration delay) {
    return tell(
        tables -> tables.completions().attemptFailed(lease.task(), lease.token(), error, delay));
  }

  @Override
  public boolean giveBack(Lease lease) {
    return tell(tables -> tables.leases().giveBack(lease));
  }

  /** Without a file no task was ever lent. */
  private boolean tell(DatabaseCommand.Work<Boolean> work) {
    return Boolean.TRUE.equals(writer.call(new DatabaseCommand<>(work, null, false, false)));
  }
}
