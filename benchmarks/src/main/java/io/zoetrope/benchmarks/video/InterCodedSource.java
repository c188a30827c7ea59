package io.zoetrope.benchmarks.video;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.FrameBuilder;
import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.core.media.H264;
import io.zoetrope.core.media.Opus;
import io.zoetrope.core.media.ParameterSet;
import io.zoetrope.core.media.Track;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.core.source.SourceEndedException;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Frames with the sizes and times of an IP camera's: 30 pictures a second with a key frame every
 * second, and 50 pieces of sound. What is in them is zeros. One thread reads; any thread may close.
 */
final class InterCodedSource implements FrameSource {
  static final int PICTURES_PER_SECOND = 30;
  static final int SOUNDS_PER_SECOND = 50;
  static final int KEY_FRAME_BYTES = 40_000;
  static final int OTHER_FRAME_BYTES = 8_000;
  static final int SOUND_BYTES = 160;

  private static final Track VIDEO =
      new Track(0, new H264(1280, 720, ParameterSet.of((byte) 0x67), ParameterSet.of((byte) 0x68)));
  private static final Track SOUND = new Track(1, new Opus(2));
  private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final FrameFactory frames;
  private final long begunNanos = System.nanoTime();
  private long pictures;
  private long sounds;
  private volatile boolean closed;

  InterCodedSource(FrameFactory frames) {
    this.frames = frames;
  }

  /** What a viewer of all tracks takes. */
  static int bytesPerSecond() {
    return KEY_FRAME_BYTES
        + (PICTURES_PER_SECOND - 1) * OTHER_FRAME_BYTES
        + SOUNDS_PER_SECOND * SOUND_BYTES;
  }

  @Override
  public Frame read() throws IOException {
    long pictureNanos = pictures * SECOND_NANOS / PICTURES_PER_SECOND;
    long soundNanos = sounds * SECOND_NANOS / SOUNDS_PER_SECOND;
    long nextNanos = Math.min(pictureNanos, soundNanos);
    awaitTime(begunNanos + nextNanos);
    if (soundNanos < pictureNanos) {
      sounds++;
      return frame(SOUND, SOUND_BYTES, true, nextNanos);
    }
    boolean key = pictures++ % PICTURES_PER_SECOND == 0;
    return frame(VIDEO, key ? KEY_FRAME_BYTES : OTHER_FRAME_BYTES, key, nextNanos);
  }

  @Override
  public void close() {
    closed = true;
  }

  private Frame frame(Track track, int bytes, boolean key, long presentationNanos) {
    try (FrameBuilder builder = frames.begin(bytes)) {
      builder.buffer().writeZero(bytes);
      return builder.finish(track, key, presentationNanos);
    }
  }

  private void awaitTime(long dueNanos) throws IOException {
    for (long left = dueNanos - System.nanoTime(); left > 0; left = dueNanos - System.nanoTime()) {
      if (closed) {
        throw new SourceEndedException("closed");
      }
      LockSupport.parkNanos(left);
    }
  }
}
