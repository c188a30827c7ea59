package io.zoetrope.app.tasks;

import io.zoetrope.tasks.Lease;
import io.zoetrope.tasks.Progress;
import io.zoetrope.tasks.TaskLeases;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The leases of a queue that each call opens if it is not open, so that a worker may start before
 * that is possible. Any thread may call it.
 */
record LazyLeases(Supplier<TaskLeases> open) implements TaskLeases {

  @Override
  public List<Lease> take(Set<String> kinds, String worker, int most, Duration atMost)
      throws InterruptedException {
    return open.get().take(kinds, worker, most, atMost);
  }

  @Override
  public Duration duration() {
    return open.get().duration();
  }

  @Override
  public boolean renew(Lease lease) {
    return open.get().renew(lease);
  }

  @Override
  public boolean progress(Lease lease, Progress progress) {
    return open.get().progress(lease, progress);
  }

  @Override
  public boolean done(Lease lease, String result) {
    return open.get().done(lease, result);
  }

  @Override
  public boolean failed(Lease lease, String error) {
    return open.get().failed(lease, error);
  }

  @Override
  public boolean retry(Lease lease, String error, Duration delay) {
    return open.get().retry(lease, error, delay);
  }

  @Override
  public boolean giveBack(Lease lease) {
    return open.get().giveBack(lease);
  }
}
