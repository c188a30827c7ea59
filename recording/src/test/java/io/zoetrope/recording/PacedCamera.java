package io.zoetrope.recording;

import io.zoetrope.core.fixture.Pictures;
import io.zoetrope.core.ingest.JpegIngest;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.FrameBuilder;
import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.core.media.Jpeg;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.core.source.SourceOpener;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A camera that goes by the clock, at an uneven pace, and fails and changes its size when it is
 * told to. Any thread may tell it.
 */
final class PacedCamera implements SourceOpener {
  private static final int DIFFERENT = 25;

  private final FrameFactory frames;
  private final byte[][] pictures = new byte[DIFFERENT][];
  private final byte[][] smaller = new byte[DIFFERENT][];
  private final int width;
  private final int height;
  private final Duration[] pauses;
  private final AtomicInteger shown = new AtomicInteger();
  private final AtomicInteger opened = new AtomicInteger();
  private volatile boolean broken;
  private volatile boolean small;
  private volatile int orientation = 1;
  private volatile boolean open;

  /**
   * Makes one.
   *
   * @param pauses between pictures, one after the other, over and over
   */
  PacedCamera(FrameFactory frames, int width, int height, Duration... pauses) {
    this.frames = frames;
    this.width = width;
    this.height = height;
    this.pauses = pauses;
    for (int i = 0; i < DIFFERENT; i++) {
      pictures[i] = Pictures.whole(width, height, i);
      smaller[i] = Pictures.whole(width / 2, height / 2 + 16, i);
    }
  }

  void breaks() {
    broken = true;
  }

  void isMended() {
    broken = false;
  }

  void turnsSmall() {
    small = true;
  }

  /** Says from now on that its pictures are to be turned, as EXIF counts the ways. */
  void isHeld(int heldOrientation) {
    orientation = heldOrientation;
  }

  int shown() {
    return shown.get();
  }

  int timesOpened() {
    return opened.get();
  }

  boolean isOpen() {
    return open;
  }

  @Override
  public FrameSource open() throws IOException {
    if (broken) {
      throw new IOException("the cable is out");
    }
    opened.incrementAndGet();
    open = true;
    return new Source();
  }

  private final class Source implements FrameSource {
    private long next = System.nanoTime();

    @Override
    public Frame read() throws IOException {
      int number = shown.getAndIncrement();
      next += pauses[number % pauses.length].toNanos();
      while (System.nanoTime() < next) {
        LockSupport.parkNanos(next - System.nanoTime());
        if (Thread.interrupted()) {
          throw new IOException("closed");
        }
      }
      if (broken) {
        throw new IOException("the cable is out");
      }
      byte[] jpeg = (small ? smaller : pictures)[number % DIFFERENT];
      Jpeg format = small ? new Jpeg(width / 2, height / 2 + 16) : new Jpeg(width, height);
      if (orientation > 1) {
        return JpegIngest.frameOf(Pictures.toBeTurned(jpeg, orientation), frames);
      }
      try (FrameBuilder builder = frames.begin(jpeg.length)) {
        builder.buffer().writeBytes(jpeg);
        return builder.finish(format);
      }
    }

    @Override
    public void close() {
      open = false;
    }
  }
}
