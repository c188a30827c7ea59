package io.zoetrope.tasks;

import io.zoetrope.base.ForeignCode;
import io.zoetrope.base.ForeignThreads;
import io.zoetrope.base.Outcome;
import io.zoetrope.base.Outcome.Returned;
import io.zoetrope.base.Outcome.Threw;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * One attempt at a task. Its handler runs on a thread of its own, which it may block, or keep busy;
 * {@link #run} keeps the lease and is the only one to report to the queue. Any thread may call the
 * other methods.
 */
final class Attempt implements TaskContext, Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);
  private static final long PROGRESS_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
  private static final long LONGEST_RENEWAL_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final String NO_RESULT = "Its handler returned null instead of a result.";

  /** Why a handler is interrupted. */
  private enum Stop {
    TOOK_TOO_LONG,
    LEASE_LOST,
    WORKER_CLOSES
  }

  private final Lease lease;
  private final TaskKind kind;
  private final Report report;
  private final Duration grace;
  private final HandlerRun handler;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private @Nullable Outcome<@Nullable JsonNode> outcome;
  private @Nullable Stop stop;
  private @Nullable Progress untold;
  private long toldAt;
  private long renewAt;

  Attempt(Lease lease, TaskKind kind, Report report, Duration grace) {
    this.lease = lease;
    this.kind = kind;
    this.report = report;
    this.grace = grace;
    this.handler =
        new HandlerRun(
            "task-" + kind.name() + "-" + lease.task().id(),
            () -> kind.handler().run(this),
            this::brings);
  }

  @Override
  public Task task() {
    return lease.task();
  }

  @Override
  public void progress(int percent, String note) {
    change(() -> untold = new Progress(Math.clamp(percent, 0, 100), note));
  }

  /** Asks whether the lease still holds, before it is time to. */
  void doubt() {
    change(() -> renewAt = System.nanoTime());
  }

  /** The worker closes: the handler is interrupted, and the task given back. */
  void giveUp() {
    change(() -> stop = stop == null ? Stop.WORKER_CLOSES : stop);
  }

  private void brings(Outcome<@Nullable JsonNode> brought) {
    change(() -> outcome = brought);
  }

  private void change(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Does the task, and returns when its outcome has been reported; see {@link #outlive}. */
  @Override
  public void run() {
    lock.lock();
    try {
      long start = System.nanoTime();
      renewAt = start + report.renewalNanos();
      toldAt = start - PROGRESS_PAUSE_NANOS;
      handler.start(ForeignThreads.SHARED);
      watch(start + kind.timeout().toNanos());
      if (outcome == null) {
        handler.interrupt();
        await(grace.toNanos());
      }
      if (stop != Stop.LEASE_LOST) {
        tell();
      }
    } catch (InterruptedException e) {
      handler.interrupt();
    } finally {
      lock.unlock();
    }
  }

  /** Keeps the lease until there is an outcome, or a reason to stop. */
  private void watch(long timeout) throws InterruptedException {
    while (outcome == null && stop == null) {
      long now = System.nanoTime();
      if (now - timeout >= 0) {
        stop = Stop.TOOK_TOO_LONG;
      } else if (untold != null && now - toldAt >= PROGRESS_PAUSE_NANOS) {
        tellProgress();
      } else if (now - renewAt >= 0) {
        renewAt = now + report.renewalNanos();
        keep(() -> report.leases().renew(lease));
      } else {
        long next = Math.min(timeout - now, renewAt - now);
        if (untold != null) {
          next = Math.min(next, toldAt + PROGRESS_PAUSE_NANOS - now);
        }
        changed.awaitNanos(next);
      }
    }
  }

  private void tellProgress() {
    Progress told = untold;
    untold = null;
    toldAt = System.nanoTime();
    if (told != null) {
      renewAt = toldAt + report.renewalNanos();
      keep(() -> report.leases().progress(lease, told));
    }
  }

  /** Asks the queue without the lock, so that the handler need not wait for it. */
  private void keep(Report.Call renewal) {
    lock.unlock();
    Outcome<Boolean> holds = ForeignCode.call(renewal::run);
    lock.lock();
    switch (holds) {
      case Returned<Boolean>(Boolean held) -> stop = held ? stop : Stop.LEASE_LOST;
      case Threw<Boolean>(Throwable cause) -> {
        LOG.atDebug().setCause(cause).log("The lease of {} was not renewed", lease.task().id());
        long soon = Math.min(report.renewalNanos(), LONGEST_RENEWAL_PAUSE_NANOS);
        renewAt = System.nanoTime() + soon;
      }
    }
  }

  private void await(long mostNanos) throws InterruptedException {
    long left = mostNanos;
    while (outcome == null && left > 0) {
      left = changed.awaitNanos(left);
    }
  }

  private void tell() throws InterruptedException {
    Outcome<@Nullable JsonNode> brought = outcome;
    Progress last = untold;
    untold = null;
    lock.unlock();
    try {
      if (last != null) {
        report.progress(lease, last);
      }
      if (brought instanceof Returned<?>(JsonNode result)) {
        report.done(lease, result);
      } else if (brought instanceof Threw<?>(TaskFailedException failure)) {
        report.failed(lease, failure);
      } else if (stop == Stop.WORKER_CLOSES) {
        report.givenBack(lease);
      } else if (stop == Stop.TOOK_TOO_LONG) {
        report.tookTooLong(lease, kind);
      } else if (brought instanceof Threw<?>(Throwable failure)) {
        report.attemptFailed(lease, kind, failure);
      } else {
        report.attemptFailed(lease, kind, new IllegalStateException(NO_RESULT));
      }
    } finally {
      lock.lock();
    }
  }

  /** Waits for a handler that goes on although it was interrupted: it keeps its slot. */
  void outlive() throws InterruptedException {
    if (!handler.join(grace)) {
      LOG.warn(
          "Task {} of kind {} goes on although it was interrupted; it keeps its slot until it ends.",
          lease.task().id(),
          kind.name());
      handler.join();
    }
  }
}
