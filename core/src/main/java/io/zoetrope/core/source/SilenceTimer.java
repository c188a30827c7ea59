package io.zoetrope.core.source;

import io.zoetrope.core.time.Timekeeper;
import java.time.Duration;

/**
 * Runs an action if a thread has waited too long for a picture. Time in which that thread waits for
 * {@link OneTimeWork} does not count. Any thread may cancel it.
 */
public final class SilenceTimer implements Timekeeper.Timer {
  private final Timekeeper time;
  private final Duration allowed;
  private final Thread waiting;
  private final Runnable action;
  private Timekeeper.Timer timer; // guarded by this
  private boolean cancelled; // guarded by this

  private SilenceTimer(Timekeeper time, Duration allowed, Runnable action) {
    this.time = time;
    this.allowed = allowed;
    this.waiting = Thread.currentThread();
    this.action = action;
    this.timer = time.after(allowed, this::expired);
  }

  /**
   * Starts to count, for the thread that calls.
   *
   * @param action runs on the timekeeper's thread, unless this is cancelled before
   */
  public static SilenceTimer start(Timekeeper time, Duration allowed, Runnable action) {
    return new SilenceTimer(time, allowed, action);
  }

  @Override
  public synchronized void cancel() {
    cancelled = true;
    timer.cancel();
  }

  private void expired() {
    synchronized (this) {
      if (cancelled) {
        return;
      }
      if (OneTimeWork.isAwaitedBy(waiting)) {
        timer = time.after(allowed, this::expired);
        return;
      }
    }
    action.run();
  }
}
