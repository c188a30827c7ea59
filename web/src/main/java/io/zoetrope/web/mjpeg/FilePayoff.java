package io.zoetrope.web.mjpeg;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds out while frames are sent how many viewers a frame must have for a file of it to pay. That
 * depends on the processor, the kernel, the number of viewers and what they do with what they get.
 * Any thread may call it.
 *
 * <p>Now and then a frame is a {@link SendTrial}: its viewers get it from its buffer and from a
 * file in turns, so that both ways meet the same conditions. The next trial is due after ten
 * seconds, or one if the number of viewers has changed much since. But it waits until all that was
 * sent has cost 200 times what the last trial cost more than the cheaper way.
 */
final class FilePayoff {
  private static final System.Logger LOG = System.getLogger(FilePayoff.class.getName());

  static final int NEVER = Integer.MAX_VALUE;

  /** Assumed until the first trial has ended. */
  static final int AT_FIRST = 6;

  /** Fewer viewers cannot repay a file, which costs one copy of the frame as well. */
  static final int FEWEST = 3;

  /** Fewer viewers say too little. */
  static final int FEWEST_ON_TRIAL = 8;

  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long PAUSE_AFTER_CHANGE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final double MUCH = 1.5;
  private static final int SENT_TO_EXCESS = 200;

  /** A smaller advantage is lost in the noise. */
  private static final double LEAST_ADVANTAGE = 0.03;

  /** How much the newest trial counts against those before it. */
  private static final double NEWEST = 0.5;

  private final LongSupplier nanoTime;
  private final LongAdder sentBytes = new LongAdder();
  private volatile int paysFrom = AT_FIRST;

  // Guarded by this.
  private @Nullable SendCosts costs;
  private boolean running;
  private long endedAt;
  private int viewersThen;
  private long sentThen;
  private double excessNanos;

  FilePayoff(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.endedAt = nanoTime.getAsLong();
  }

  /** How many viewers a frame must have for its file to pay. */
  int paysFrom() {
    return paysFrom;
  }

  /** To be called for each frame when it is gone, with the bytes of all its viewers. */
  void sent(long bytes) {
    sentBytes.add(bytes);
  }

  /** A trial for a frame of so many viewers, if one is due; to be {@linkplain #end ended}. */
  @Nullable SendTrial begin(int viewers) {
    if (viewers < FEWEST_ON_TRIAL) {
      return null;
    }
    synchronized (this) {
      if (running || !isDue(viewers)) {
        return null;
      }
      running = true;
      viewersThen = viewers;
      return new SendTrial();
    }
  }

  private boolean isDue(int viewers) {
    boolean changed = viewers > viewersThen * MUCH || viewers * MUCH < viewersThen;
    long pause = changed ? PAUSE_AFTER_CHANGE_NANOS : PAUSE_NANOS;
    double sentNanos = costs == null ? 0 : (sentBytes.sum() - sentThen) * costs.cheaper();
    return nanoTime.getAsLong() - endedAt >= pause && sentNanos >= SENT_TO_EXCESS * excessNanos;
  }

  /** Learns from a trial whose frame is gone. */
  synchronized void end(SendTrial trial) {
    running = false;
    endedAt = nanoTime.getAsLong();
    sentThen = sentBytes.sum();
    SendCosts found = trial.costs();
    if (found != null) {
      costs = costs == null ? found : costs.towards(found, NEWEST);
      paysFrom = paysFrom(costs);
      excessNanos = trial.excessNanos(costs);
      LOG.log(
          System.Logger.Level.DEBUG,
          "Files pay from {0} viewers on, at {1} ns a byte; measured at {2} viewers: {3}",
          paysFrom,
          costs,
          viewersThen,
          found);
    }
  }

  private static int paysFrom(SendCosts costs) {
    double saved = costs.buffer() - costs.file();
    return saved < costs.buffer() * LEAST_ADVANTAGE
        ? NEVER
        : (int) Math.clamp(Math.ceil(costs.writing() / saved), FEWEST, NEVER);
  }
}
