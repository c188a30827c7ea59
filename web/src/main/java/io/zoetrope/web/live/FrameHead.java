package io.zoetrope.web.live;

import io.netty.buffer.ByteBuf;
import io.zoetrope.core.media.Frame;

/** What precedes a frame's data in its message (docs/http.md). Immutable. */
record FrameHead(int view, int number, boolean afterGap) {
  static final int BYTES = 24;

  private static final int KEY_FRAME = 1;
  private static final int PLACEHOLDER = 2;
  private static final int AFTER_GAP = 4;

  void write(Frame frame, ByteBuf to) {
    int flags =
        (frame.keyFrame() ? KEY_FRAME : 0)
            | (frame.placeholder() ? PLACEHOLDER : 0)
            | (afterGap ? AFTER_GAP : 0);
    to.writeShort(view).writeByte(frame.track().id()).writeByte(flags).writeInt(number);
    to.writeLong(micros(frame.capturedNanos())).writeLong(micros(frame.presentationNanos()));
  }

  /** A time of the monotonic clock as clients know it. */
  static long micros(long nanos) {
    return Math.floorDiv(nanos, 1000L);
  }
}
