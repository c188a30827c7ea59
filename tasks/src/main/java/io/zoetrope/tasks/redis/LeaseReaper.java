package io.zoetrope.tasks.redis;

import io.zoetrope.base.ForeignCode;
import io.zoetrope.base.Outcome.Returned;
import io.zoetrope.base.Outcome.Threw;
import io.zoetrope.tasks.QueueUnavailableException;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does for the queue what is due by time: on a thread of its own, at least once a second, and at
 * the very moment of what this process has delayed. Any thread may call it.
 */
final class LeaseReaper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LeaseReaper.class);
  private static final long LONGEST_MILLIS = 1000;
  private static final long SHORTEST_MILLIS = 50;

  private final TaskScripts scripts;
  private final long leaseMillis;
  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(
          1,
          Thread.ofVirtual().name("tasks-lease-reaper").factory(),
          new ThreadPoolExecutor.DiscardPolicy());
  private @Nullable ScheduledFuture<?> next; // guarded by this
  private boolean failing; // of its own thread

  LeaseReaper(TaskScripts scripts, Duration lease) {
    this.scripts = scripts;
    this.leaseMillis = lease.toMillis();
    thread.setRemoveOnCancelPolicy(true);
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    dueIn(Duration.ZERO);
  }

  /** Something becomes due then. */
  synchronized void dueIn(Duration delay) {
    long nanos = Math.min(delay.toNanos(), Duration.ofDays(1).toNanos());
    if (next != null && next.getDelay(TimeUnit.NANOSECONDS) <= nanos) {
      return;
    }
    if (next != null) {
      next.cancel(false);
    }
    next = thread.schedule(this::run, nanos, TimeUnit.NANOSECONDS);
  }

  private void run() {
    synchronized (this) {
      next = null;
    }
    long wait = Math.clamp(leaseMillis / 4, SHORTEST_MILLIS, LONGEST_MILLIS);
    switch (ForeignCode.call(this::tend)) {
      case Returned<Long>(Long due) -> {
        failing = false;
        wait = due < 0 ? wait : Math.min(wait, due + 1);
      }
      case Threw<Long>(Throwable cause) -> {
        if (!failing) {
          tellOfFailure(cause);
        }
        failing = true;
      }
    }
    dueIn(Duration.ofMillis(wait));
  }

  /** Returns the milliseconds until something becomes due, or -1. */
  private long tend() {
    return (Long) scripts.run(TaskScripts.TEND, Long.toString(leaseMillis)).getFirst();
  }

  private static void tellOfFailure(Throwable cause) {
    if (cause instanceof QueueUnavailableException) {
      LOG.warn("{} Tasks wait until then.", cause.getMessage());
    } else {
      LOG.error("Tasks that are due cannot be looked after", cause);
    }
  }

  @Override
  public void close() {
    thread.shutdown();
  }
}
