package io.zoetrope.core.ingest;

import io.netty.buffer.ByteBuf;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.FrameBuilder;
import io.zoetrope.core.media.FrameFactory;
import java.util.Optional;

/** Makes frames of packets that are one JPEG each, and leaves out broken ones. One thread. */
public final class JpegPackets implements PacketIngest {
  private static final int MOST_BROKEN_IN_ROW = 50;

  private final FrameFactory frames;
  private final SmallerPictures smaller = new SmallerPictures();
  private int broken;

  public JpegPackets(FrameFactory frames) {
    this.frames = frames;
  }

  @Override
  public Optional<Frame> frameOf(ByteBuf packet, long streamNanos) throws BrokenPictureException {
    try (FrameBuilder builder = frames.begin(packet.readableBytes())) {
      builder.buffer().writeBytes(packet);
      Frame frame = JpegIngest.finish(builder);
      broken = 0;
      if (smaller.belongsToLast(frame.videoFormat())) {
        frame.release();
        return Optional.empty();
      }
      return Optional.of(frame);
    } catch (BrokenPictureException e) {
      if (++broken == MOST_BROKEN_IN_ROW) {
        throw new BrokenPictureException("it sends broken pictures only: " + e.getMessage());
      }
      return Optional.empty();
    }
  }
}
