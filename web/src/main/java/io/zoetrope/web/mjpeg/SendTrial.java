package io.zoetrope.web.mjpeg;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One frame whose viewers get it from its buffer and from its file in turns, with what that cost.
 * Any thread may call it.
 */
final class SendTrial {
  /** Beyond this many viewers the rest of them get the frame the usual way. */
  static final int MOST_VIEWERS = 256;

  private static final int FEWEST_SAMPLES = 3;

  /** The costliest tenth is left out: a thread may lose its core in the midst of sending. */
  private static final double COUNTED = 0.9;

  // Guarded by this.
  private final Samples buffer = new Samples();
  private final Samples file = new Samples();
  private long writtenBytes;
  private long writingNanos;

  /** The costs of one way. */
  private static final class Samples {
    private final double[] nanosPerByte = new double[MOST_VIEWERS];
    private int count;
    private long bytes;

    void add(long sentBytes, long nanos) {
      if (count < nanosPerByte.length) {
        nanosPerByte[count++] = (double) nanos / sentBytes;
      }
      bytes += sentBytes;
    }

    double mean() {
      Arrays.sort(nanosPerByte, 0, count);
      return Arrays.stream(nanosPerByte, 0, (int) Math.ceil(count * COUNTED)).average().orElse(0);
    }
  }

  /** Whether it decides how this viewer, counted from 1, gets the frame. */
  boolean decidesFor(int viewer) {
    return viewer <= MOST_VIEWERS;
  }

  boolean givesFileTo(int viewer) {
    return viewer % 2 == 0;
  }

  /** One viewer's bytes were handed to the kernel in this time. */
  synchronized void sent(boolean fromFile, long bytes, long nanos) {
    if (bytes > 0) {
      (fromFile ? file : buffer).add(bytes, nanos);
    }
  }

  synchronized void wrote(long bytes, long nanos) {
    writtenBytes += bytes;
    writingNanos += nanos;
  }

  synchronized void emptied(long nanos) {
    writingNanos += nanos;
  }

  /** What was found; null if too few viewers got the frame in one of the ways. */
  synchronized @Nullable SendCosts costs() {
    if (Math.min(buffer.count, file.count) < FEWEST_SAMPLES || writtenBytes == 0) {
      return null;
    }
    return new SendCosts(buffer.mean(), file.mean(), (double) writingNanos / writtenBytes);
  }

  /** What it cost more than the cheaper way for all, where bytes cost this. */
  synchronized double excessNanos(SendCosts costs) {
    boolean fileIsCheaper = costs.file() < costs.buffer();
    long wasted = fileIsCheaper ? buffer.bytes : file.bytes;
    double difference = Math.abs(costs.buffer() - costs.file());
    return (wasted * difference) + (fileIsCheaper ? 0 : writingNanos);
  }
}
