package io.zoetrope.core.time;

import io.zoetrope.base.ForeignCode;
import io.zoetrope.base.ForeignThreads;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The machine's own time; any thread may call it. Each action runs on a thread of its own, so one
 * that hangs delays no other.
 */
public final class SystemTimekeeper implements Timekeeper, AutoCloseable {
  private static final ForeignCode ACTIONS = new ForeignCode("A timer's action");

  private final ScheduledThreadPoolExecutor timers =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("timers").factory());

  public SystemTimekeeper() {
    timers.setRemoveOnCancelPolicy(true);
    // Whoever ends after the timekeeper need not know that it is closed.
    timers.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
  }

  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public Timer after(Duration delay, Runnable action) {
    FutureTask<Boolean> run = new FutureTask<>(() -> ACTIONS.run(action::run));
    Future<?> pending = timers.schedule(() -> start(run), delay.toNanos(), TimeUnit.NANOSECONDS);
    return () -> {
      pending.cancel(false);
      run.cancel(false);
    };
  }

  private void start(FutureTask<?> run) {
    if (!ACTIONS.handOver(ForeignThreads.SHARED, run)) {
      // Whoever set it may never come back to set another: a camera that waits to retry does not.
      Future<?> _ = timers.schedule(() -> start(run), 1, TimeUnit.SECONDS);
    }
  }

  /** Pending actions are dropped, and so are later ones. */
  @Override
  public void close() {
    timers.shutdownNow();
  }
}
