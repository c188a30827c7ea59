package io.zoetrope.tasks.redis;

import io.zoetrope.base.ForeignCode;
import io.zoetrope.base.Outcome.Returned;
import io.zoetrope.base.Outcome.Threw;
import io.zoetrope.tasks.QueueUnavailableException;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
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
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private long nextNanos = System.nanoTime();
  private boolean closed;
  private boolean failing;

  LeaseReaper(TaskScripts scripts, Duration lease) {
    this.scripts = scripts;
    this.leaseMillis = lease.toMillis();
    Thread.ofVirtual().name("tasks-lease-reaper").start(this::run);
  }

  /** Something becomes due then. */
  void dueIn(Duration delay) {
    long at = System.nanoTime() + Math.min(delay.toNanos(), Duration.ofDays(1).toNanos());
    lock.lock();
    try {
      if (at - nextNanos < 0) {
        nextNanos = at;
        changed.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    while (isNext()) {
      long wait = Math.max(SHORTEST_MILLIS, Math.min(LONGEST_MILLIS, leaseMillis / 4));
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

  /** Waits until it is time; false at the end. */
  private boolean isNext() {
    lock.lock();
    try {
      while (!closed) {
        long left = nextNanos - System.nanoTime();
        if (left <= 0) {
          nextNanos = System.nanoTime() + Duration.ofSeconds(10).toNanos();
          return true;
        }
        changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
    return false;
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }
}
