package io.zoetrope.app.time;

import io.zoetrope.base.ForeignCode;
import io.zoetrope.core.time.Timekeeper;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Does something again and again until it is closed, on a virtual thread each time, never twice at
 * once. Any thread may close it.
 */
public final class Repeating implements AutoCloseable {
  private final String name;
  private final Duration period;
  private final Timekeeper time;
  private final Runnable action;
  private final ForeignCode guard;

  private final Object lock = new Object();
  private Timekeeper.@Nullable Timer next;
  private boolean closed;

  private Repeating(String name, Duration period, Timekeeper time, Runnable action) {
    this.name = name;
    this.period = period;
    this.time = time;
    this.action = action;
    this.guard = new ForeignCode("What is repeated as " + name);
  }

  /** The action may block; the period begins when it has ended. */
  public static Repeating start(
      String name, Duration first, Duration period, Timekeeper time, Runnable action) {
    Repeating repeating = new Repeating(name, period, time, action);
    repeating.planNext(first);
    return repeating;
  }

  private void planNext(Duration delay) {
    synchronized (lock) {
      if (!closed) {
        next = time.after(delay, () -> Thread.ofVirtual().name(name).start(this::act));
      }
    }
  }

  private void act() {
    guard.run(action::run);
    planNext(period);
  }

  /** Stops repeating it; one last run may still be in progress. */
  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      if (next != null) {
        next.cancel();
      }
    }
  }
}
