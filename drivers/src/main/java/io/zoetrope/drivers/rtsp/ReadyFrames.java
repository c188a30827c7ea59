package io.zoetrope.drivers.rtsp;

import io.zoetrope.core.media.Frame;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Frames that wait for whoever reads. One thread adds and takes; any thread may close. */
final class ReadyFrames implements AutoCloseable {
  private final Queue<Frame> frames = new ArrayDeque<>();
  private boolean closed;

  /** Takes over the frame's reference. */
  void add(Frame frame) {
    synchronized (this) {
      if (!closed) {
        frames.add(frame);
        return;
      }
    }
    frame.release();
  }

  /** The oldest, the caller's to release. */
  synchronized @Nullable Frame poll() {
    return frames.poll();
  }

  @Override
  public void close() {
    Frame frame;
    synchronized (this) {
      closed = true;
    }
    while ((frame = poll()) != null) {
      frame.release();
    }
  }
}
