package io.zoetrope.ffmpeg.transcode;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.zoetrope.core.codec.UnitSyntax;
import io.zoetrope.core.ingest.StreamClock;
import io.zoetrope.core.ingest.VideoIngest;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.FrameBuilder;
import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.core.media.Jpeg;
import io.zoetrope.core.media.Track;
import io.zoetrope.ffmpeg.nut.NutPacket;
import io.zoetrope.ffmpeg.nut.NutReader;
import io.zoetrope.ffmpeg.transcode.FramesInFlight.Origin;
import java.io.IOException;
import java.util.Optional;

/** Makes frames of what FFmpeg has encoded. Used by the thread that reads. */
interface EncodedPackets {

  /**
   * Takes the packet's data.
   *
   * @return a frame with the times of its origin, whose one reference is the caller's; empty if
   *     nobody could decode it
   */
  Optional<Frame> frameOf(NutReader from, NutPacket packet, Origin origin) throws IOException;

  static EncodedPackets jpeg(FrameFactory frames) {
    return (from, packet, origin) -> {
      try (FrameBuilder builder = begin(frames, packet.sizeBytes(), origin)) {
        from.take(builder.buffer());
        Track track = Track.only(new Jpeg(packet.stream().width(), packet.stream().height()));
        return Optional.of(
            origin.placeholder()
                ? builder.finishPlaceholder(track, true, origin.presentationNanos())
                : builder.finish(track, true, origin.presentationNanos()));
      }
    };
  }

  /** Of one track, with this id. */
  static EncodedPackets h264(FrameFactory frames, int trackId) {
    VideoIngest video = new VideoIngest(UnitSyntax.H264, trackId, 0, new StreamClock(), frames);
    ByteBuf data = Unpooled.buffer();
    return (from, packet, origin) -> {
      video.setup(packet.newSetup().orElse(packet.stream().setup()));
      data.clear();
      from.take(data);
      try (FrameBuilder builder = begin(frames, data.readableBytes(), origin)) {
        return video.frameOf(data, builder, origin.presentationNanos(), origin.placeholder());
      }
    };
  }

  private static FrameBuilder begin(FrameFactory frames, int bytes, Origin origin) {
    return frames.begin(bytes, origin.capturedAt(), origin.capturedNanos(), origin.sequence());
  }
}
