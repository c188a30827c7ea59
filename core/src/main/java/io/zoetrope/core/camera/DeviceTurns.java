package io.zoetrope.core.camera;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Gives a camera's device to one session at a time. One other may wait for its turn, the newest: so
 * a driver that never lets go of the device costs one thread, however often it is tried. Any thread
 * may call it, as long as it holds no lock.
 */
final class DeviceTurns {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition freed = lock.newCondition();
  private boolean taken; // guarded by the lock
  private @Nullable Runnable next; // guarded by the lock
  private long nextGeneration; // guarded by the lock

  /**
   * Asks for a turn, in place of an older session that waits for one.
   *
   * @param generation of the session; one that comes late does not displace a newer one
   * @param turn runs when the device is free, on any thread; must lead to {@link #release}
   */
  void request(long generation, Runnable turn) {
    lock.lock();
    try {
      if (taken) {
        if (next == null || generation > nextGeneration) {
          next = turn;
          nextGeneration = generation;
        }
        return;
      }
      taken = true;
    } finally {
      lock.unlock();
    }
    turn.run();
  }

  /** The turn is over: the device is free. */
  void release() {
    Runnable turn;
    lock.lock();
    try {
      turn = next;
      next = null;
      taken = turn != null;
      if (!taken) {
        freed.signalAll();
      }
    } finally {
      lock.unlock();
    }
    if (turn != null) {
      turn.run();
    }
  }

  /** Waits until nobody has the device, and says whether that is so. */
  boolean awaitFree(Duration atMost) throws InterruptedException {
    lock.lock();
    try {
      long nanos = atMost.toNanos();
      while (taken && nanos > 0) {
        nanos = freed.awaitNanos(nanos);
      }
      return !taken;
    } finally {
      lock.unlock();
    }
  }
}
