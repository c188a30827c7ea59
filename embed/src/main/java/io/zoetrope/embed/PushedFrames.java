package io.zoetrope.embed;

import io.zoetrope.core.ingest.JpegIngest;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.core.source.FrameSource;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One opening of a {@link FrameInput}. One thread reads; any thread may show and close. */
final class PushedFrames implements FrameSource {
  /** Viewers that have left are noticed by it, and snapshots are never older. */
  private static final long REPEAT_MILLIS = 1000;

  private final FrameFactory frames;
  private final Consumer<PushedFrames> whenClosed;
  private final Semaphore arrivals = new Semaphore(0);
  private volatile byte @Nullable [] newest;
  private volatile boolean closed;

  PushedFrames(byte @Nullable [] first, FrameFactory frames, Consumer<PushedFrames> whenClosed) {
    this.frames = frames;
    this.whenClosed = whenClosed;
    if (first != null) {
      show(first);
    }
  }

  void show(byte[] jpeg) {
    newest = jpeg;
    arrivals.release();
  }

  @Override
  public Frame read() throws IOException, InterruptedException {
    while (true) {
      boolean _ = arrivals.tryAcquire(REPEAT_MILLIS, TimeUnit.MILLISECONDS);
      arrivals.drainPermits();
      if (closed) {
        throw new IOException("the camera was closed");
      }
      byte[] jpeg = newest;
      if (jpeg != null) {
        return JpegIngest.frameOf(jpeg, frames);
      }
    }
  }

  /** The program shows its first picture when it has one. */
  @Override
  public Duration maxSilence() {
    return Duration.ofDays(36_500);
  }

  @Override
  public void close() {
    closed = true;
    arrivals.release();
    whenClosed.accept(this);
  }
}
