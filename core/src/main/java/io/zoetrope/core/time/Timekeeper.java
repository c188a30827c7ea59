package io.zoetrope.core.time;

import java.time.Duration;
import java.time.Instant;

/** The clock and the timers; any thread may call it. Tests set it by hand. */
public interface Timekeeper {

  /** The time of day, for people. It may jump, so never measure with it. */
  Instant now();

  /** A clock that only goes forward, in nanoseconds from an arbitrary point. */
  long nanoTime();

  /**
   * Runs {@code action} once, {@code delay} from now, on a thread of the timekeeper's. What it
   * throws is logged and ends there.
   */
  Timer after(Duration delay, Runnable action);

  /** A pending action. */
  interface Timer {
    /** Keeps the action from running, if it has not begun. */
    void cancel();
  }
}
