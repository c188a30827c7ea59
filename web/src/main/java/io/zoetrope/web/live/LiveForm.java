package io.zoetrope.web.live;

import io.netty.buffer.ByteBuf;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.Jpeg;
import io.zoetrope.core.media.TrackFormat;
import io.zoetrope.mp4.Fragments;
import io.zoetrope.mp4.InitSegment;

/**
 * What frames are on the wire: pictures as they are, and all else as fragments of an MP4, which are
 * made once for all viewers. Any thread.
 *
 * @param originNanos the time of the clock that is zero in the MP4
 */
public record LiveForm(Fragments fragments, long originNanos) {

  /** With a time that all frames come after. */
  public LiveForm(long originNanos) {
    this(new Fragments(originNanos), originNanos);
  }

  /** Whether frames of this format can be sent. */
  static boolean canSend(TrackFormat format) {
    return format instanceof Jpeg || InitSegment.canHold(format);
  }

  /** The bytes of a frame, without a reference of their own: they last as long as the frame. */
  ByteBuf bytes(Frame frame) {
    return frame.format() instanceof Jpeg ? frame.data() : frame.attachment(fragments).slice();
  }
}
