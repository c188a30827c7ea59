package io.zoetrope.mp4;

import io.netty.buffer.ByteBuf;
import io.zoetrope.core.media.AttachmentKey;
import io.zoetrope.core.media.Frame;

/**
 * Each frame as a whole fragment: one for all viewers, written into the room around the frame's
 * data. Any thread.
 *
 * <p>Times are on the frames' own time line, so that viewers share the bytes no matter when they
 * joined: a player begins with the time of the first frame that it gets.
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
    return frame.surroundedBy(Fragment.header(frame, originNanos, durationNanos), NOTHING);
  }

  @Override
  public void release(ByteBuf attachment) {
    attachment.release();
  }
}
