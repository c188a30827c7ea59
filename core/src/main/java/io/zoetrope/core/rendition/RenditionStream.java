package io.zoetrope.core.rendition;

import io.zoetrope.base.SerialExecutor;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.core.stream.MediaStream;

/**
 * Joins sound that passes by with pictures that were encoded meanwhile, and are older: frames have
 * numbers of their own, in the order in which they are published. Any thread.
 */
final class RenditionStream {
  private static final int MOST_WAITING = 1000;

  private final MediaStream stream;
  private final FrameFactory frames;
  private final SerialExecutor order =
      new SerialExecutor("Publishing to a rendition", Runnable::run, MOST_WAITING);

  RenditionStream(MediaStream stream, FrameFactory frames) {
    this.stream = stream;
    this.frames = frames;
  }

  /** Publishes the frame, which stays the caller's. */
  void publish(Frame frame) {
    Frame held = frame.retain();
    boolean added =
        order.add(() -> {
          try {
            Frame next = frames.renumbered(held);
            stream.publish(next);
            next.release();
          } finally {
            held.release();
          }
        });
    if (!added) {
      held.release();
    }
    order.wake();
  }

  int viewers() {
    return stream.viewers();
  }

  int lastingViewers() {
    return stream.lastingViewers();
  }

  void clear() {
    stream.clear();
  }
}
