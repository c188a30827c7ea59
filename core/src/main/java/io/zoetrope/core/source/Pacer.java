package io.zoetrope.core.source;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Keeps a steady rate. One thread awaits the ticks; any thread may stop it, which ends the wait.
 */
public final class Pacer {
  private final long intervalNanos;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private long nextNanos = System.nanoTime();
  private long ticks = -1;

  public Pacer(double ticksPerSecond) {
    this.intervalNanos = Math.round(1e9 / ticksPerSecond);
  }

  /**
   * Waits for the next tick, the first at once, and returns its number; missed ones count.
   *
   * @throws IOException when it was stopped
   */
  public long awaitTick() throws IOException, InterruptedException {
    long wait = nextNanos - System.nanoTime();
    if (stopped.await(Math.max(0, wait), TimeUnit.NANOSECONDS)) {
      throw new IOException("the source was closed");
    }
    long late = Math.max(0, System.nanoTime() - nextNanos) / intervalNanos;
    nextNanos += (late + 1) * intervalNanos;
    ticks += late + 1;
    return ticks;
  }

  /** How long a source of this rate may be silent: three ticks, and the usual time at least. */
  public Duration patience(Duration usual) {
    Duration threeIntervals = Duration.ofNanos(3 * intervalNanos);
    return threeIntervals.compareTo(usual) > 0 ? threeIntervals : usual;
  }

  public void stop() {
    stopped.countDown();
  }
}
