package io.zoetrope.benchmarks.video;

import io.netty.buffer.ByteBuf;
import io.zoetrope.core.media.AttachmentKey;
import io.zoetrope.core.media.Frame;
import java.nio.ByteBuffer;

/** What is sent of a frame: its number, its kind, its time of capture and its size; its data. */
final class WireFrames implements AttachmentKey<ByteBuf> {
  static final int HEADER_BYTES = Long.BYTES + 1 + Long.BYTES + Integer.BYTES;

  static final byte KEY_PICTURE = 'K';
  static final byte PICTURE = 'P';
  static final byte SOUND = 'S';

  private static final byte[] NOTHING = {};

  @Override
  public ByteBuf make(Frame frame) {
    ByteBuffer header =
        ByteBuffer.allocate(HEADER_BYTES)
            .putLong(frame.sequence())
            .put(kind(frame))
            .putLong(frame.capturedNanos())
            .putInt(frame.sizeBytes());
    return frame.surroundedBy(header.array(), NOTHING);
  }

  @Override
  public void release(ByteBuf attachment) {
    attachment.release();
  }

  private static byte kind(Frame frame) {
    if (!frame.track().isVideo()) {
      return SOUND;
    }
    return frame.keyFrame() ? KEY_PICTURE : PICTURE;
  }
}
