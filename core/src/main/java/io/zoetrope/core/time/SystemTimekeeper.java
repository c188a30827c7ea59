package io.zoetrope.core.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The machine's own time; any thread may call it. Actions run one at a time on a single daemon
 * thread.
 */
public final class SystemTimekeeper implements Timekeeper, AutoCloseable {
  private final Clock clock = Clock.systemUTC();
  private final ScheduledThreadPoolExecutor timers =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("timers").factory());

  public SystemTimekeeper() {
    timers.setRemoveOnCancelPolicy(true);
    // Whoever ends after the timekeeper need not know that it is closed.
    timers.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
  }

  @Override
  public Instant now() {
    return clock.instant();
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public Timer after(Duration delay, Runnable action) {
    Future<?> pending = timers.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
    return () -> pending.cancel(false);
  }

  /** Pending actions are dropped, and so are later ones. */
  @Override
  public void close() {
    timers.shutdownNow();
  }
}
