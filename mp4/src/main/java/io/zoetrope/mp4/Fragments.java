package io.zoetrope.mp4;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.zoetrope.core.media.AttachmentKey;
import io.zoetrope.core.media.Frame;

/**
 * Each frame as a whole fragment: one for all viewers, written into the room around the frame's
 * data. Any thread.
 *
 * <p>Times are on the frames' own time line, so that viewers share the bytes no matter when they
 * joined: a player begins with the time of the first frame that it gets. Key frames have their
 * parameter sets with them, for those who joined before these changed.
 */
public final class Fragments implements AttachmentKey<ByteBuf> {
  private static final byte[] NOTHING = {};

  private final long originNanos;

  /** See {@link Fragment#header}: all frames must come after it. */
  public Fragments(long originNanos) {
    this.originNanos = originNanos;
  }

  @Override
  public ByteBuf make(Frame frame) {
    long durationNanos = FrameDuration.nanosOf(frame);
    byte[] before = Fragment.before(frame, originNanos, durationNanos, InBandSets.ahead(frame));
    return frame.surroundedBy(before, NOTHING);
  }

  /**
   * A frame at other times than its own, for one viewer, around the frame's own data. The caller
   * releases it.
   */
  public ByteBuf at(Frame frame, long decodeNanos, long presentationNanos) {
    byte[] before =
        Fragment.before(
            frame,
            decodeNanos - originNanos,
            presentationNanos - originNanos,
            FrameDuration.nanosOf(frame),
            InBandSets.ahead(frame));
    return Unpooled.wrappedBuffer(Unpooled.wrappedBuffer(before), frame.data().retainedSlice());
  }

  @Override
  public void release(ByteBuf attachment) {
    attachment.release();
  }
}
