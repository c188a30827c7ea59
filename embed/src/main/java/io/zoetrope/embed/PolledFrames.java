package io.zoetrope.embed;

import io.zoetrope.base.ForeignCode;
import io.zoetrope.base.Outcome.Returned;
import io.zoetrope.base.Outcome.Threw;
import io.zoetrope.core.ingest.BrokenPictureException;
import io.zoetrope.core.ingest.JpegIngest;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.core.secret.Secrets;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.core.source.RedactedSource;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Pictures that a program makes when it is asked for them, at a steady rate. One thread reads, and
 * the program's method runs on it; any thread may close.
 */
final class PolledFrames implements FrameSource {
  private static final Duration LEAST_SILENCE = Duration.ofSeconds(10);
  private static final double LEAST_PER_SECOND = 0.001;
  private static final double MOST_PER_SECOND = 1000;

  private final Callable<byte[]> maker;
  private final FrameFactory frames;
  private final long intervalNanos;
  private final CountDownLatch closed = new CountDownLatch(1);
  private long dueNanos = System.nanoTime();

  /** Begins at once; {@code maker} makes one JPEG. */
  PolledFrames(double picturesPerSecond, Callable<byte[]> maker, FrameFactory frames) {
    this.maker = maker;
    this.frames = frames;
    this.intervalNanos = Math.round(1e9 / picturesPerSecond);
  }

  /** Refuses a rate that no camera has. */
  static void checkRate(double picturesPerSecond) {
    if (!(picturesPerSecond >= LEAST_PER_SECOND && picturesPerSecond <= MOST_PER_SECOND)) {
      throw new IllegalArgumentException(
          "A camera shows 0.001 to 1000 pictures a second, not " + picturesPerSecond);
    }
  }

  @Override
  public Frame read() throws IOException, InterruptedException {
    long now = System.nanoTime();
    if (closed.await(dueNanos - now, TimeUnit.NANOSECONDS)) {
      throw new IOException("the camera was closed");
    }
    // A late frame is skipped.
    dueNanos = Math.max(dueNanos, now) + intervalNanos;
    byte[] jpeg = make();
    try {
      return JpegIngest.frameOf(jpeg, frames);
    } catch (BrokenPictureException e) {
      throw new IOException("what the program made is not a JPEG: " + e.getMessage(), e);
    }
  }

  private byte[] make() throws IOException, InterruptedException {
    return switch (ForeignCode.<byte @Nullable []>call(maker::call)) {
      case Returned<byte[]>(byte[] jpeg) when jpeg != null -> jpeg;
      case Returned<byte[]> _ -> throw new IOException("the program made no picture");
      case Threw<byte[]>(InterruptedException e) -> throw e;
      case Threw<byte[]>(IOException e) -> throw RedactedSource.failure(e, Secrets.NONE);
      case Threw<byte[]>(Throwable e) ->
          throw new IOException(
              "the program could not make a picture: " + Secrets.mask(ForeignCode.describe(e)), e);
    };
  }

  @Override
  public Duration maxSilence() {
    Duration threeIntervals = Duration.ofNanos(intervalNanos).multipliedBy(3);
    return threeIntervals.compareTo(LEAST_SILENCE) > 0 ? threeIntervals : LEAST_SILENCE;
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
