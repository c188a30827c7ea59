package io.zoetrope.core.camera;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Gives a camera's device to one session at a time. One other may wait for its turn, the newest: so
 * a driver that never lets go of the device costs one thread, however often it is tried. Any thread
 * may call it, as long as it holds no lock.
 */
final class DeviceTurns {
  // Guarded by this.
  private boolean taken;
  private @Nullable Runnable next;
  private long nextGeneration;

  /**
   * Asks for a turn, in place of an older session that waits for one.
   *
   * @param generation of the session; one that comes late does not displace a newer one
   * @param turn runs when the device is free, on any thread; must lead to {@link #release}
   */
  void request(long generation, Runnable turn) {
    synchronized (this) {
      if (taken) {
        if (next == null || generation > nextGeneration) {
          next = turn;
          nextGeneration = generation;
        }
        return;
      }
      taken = true;
    }
    turn.run();
  }

  void release() {
    Runnable turn;
    synchronized (this) {
      turn = next;
      next = null;
      taken = turn != null;
      notifyAll();
    }
    if (turn != null) {
      turn.run();
    }
  }

  /** Waits until nobody has the device, and says whether that is so. */
  synchronized boolean awaitFree(Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    for (long left = atMost.toNanos(); taken && left > 0; left = deadline - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return !taken;
  }
}
