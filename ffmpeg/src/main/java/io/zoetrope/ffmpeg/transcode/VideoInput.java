package io.zoetrope.ffmpeg.transcode;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.zoetrope.core.codec.NalUnits;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.Jpeg;
import io.zoetrope.core.media.VideoFormat;
import java.nio.ByteBuffer;

/** Frames in the form in which FFmpeg takes them. Used by one thread. */
final class VideoInput {
  private final boolean pictures;
  private final ByteBuf bytes = Unpooled.buffer();

  VideoInput(VideoFormat format) {
    this.pictures = format instanceof Jpeg;
  }

  /** Takes a frame, and says whether it is of any use to FFmpeg. */
  boolean take(Frame frame, boolean wanted) {
    bytes.clear();
    if (!pictures) {
      // Half a frame would spoil those after it just as much.
      return NalUnits.behindLengths(
          frame.data(), NalUnits.PREFIX_BYTES, unit -> bytes.writeInt(1).writeBytes(unit));
    }
    if (wanted) {
      for (ByteBuffer piece : MirroredPicture.of(frame.data().nioBuffer())) {
        bytes.writeBytes(piece);
      }
    }
    return wanted;
  }

  /** What was taken last. */
  ByteBuf bytes() {
    return bytes;
  }
}
