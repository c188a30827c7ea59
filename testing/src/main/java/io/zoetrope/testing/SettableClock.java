package io.zoetrope.testing;

import io.zoetrope.core.time.Timekeeper;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Time that stands still until it is advanced. Any thread may call it; actions that fall due run on
 * the thread that advances, in their order.
 */
public final class SettableClock implements Timekeeper {
  private final PriorityQueue<Pending> pending =
      new PriorityQueue<>(
          Comparator.comparingLong(Pending::dueNanos).thenComparingLong(Pending::order));
  private Instant now = Instant.parse("2026-01-01T12:00:00Z");
  private long nanos = 1_000_000_000L;
  private long orders;

  @Override
  public synchronized Instant now() {
    return now;
  }

  @Override
  public synchronized long nanoTime() {
    return nanos;
  }

  @Override
  public synchronized Timer after(Duration delay, Runnable action) {
    Pending added = new Pending(nanos + delay.toNanos(), orders++, action);
    pending.add(added);
    return () -> cancel(added);
  }

  /** Lets this much time pass, and what falls due in it happen at its moment. */
  public void advance(Duration by) {
    long target = nanoTime() + by.toNanos();
    for (Runnable due = nextDue(target); due != null; due = nextDue(target)) {
      due.run();
    }
    moveTo(target);
  }

  /** How many actions wait for their time. */
  public synchronized int pending() {
    return pending.size();
  }

  private synchronized void cancel(Pending cancelled) {
    pending.remove(cancelled);
  }

  private synchronized @Nullable Runnable nextDue(long targetNanos) {
    Pending next = pending.peek();
    if (next == null || next.dueNanos() > targetNanos) {
      return null;
    }
    pending.remove();
    moveTo(next.dueNanos());
    return next.action();
  }

  private synchronized void moveTo(long targetNanos) {
    if (targetNanos > nanos) {
      now = now.plusNanos(targetNanos - nanos);
      nanos = targetNanos;
    }
  }

  private record Pending(long dueNanos, long order, Runnable action) {}
}
