package io.zoetrope.core.ingest;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.zoetrope.core.codec.AacConfig;
import io.zoetrope.core.media.AudioFormat;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.FrameBuilder;
import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.core.media.ParameterSet;
import io.zoetrope.core.media.Track;
import java.time.Duration;
import java.util.Optional;

/**
 * Makes frames of audio, undecoded, from the first on whose format is known. Used by one thread.
 */
public final class AudioIngest implements PacketIngest {
  private static final long SMALLEST_STEP = Duration.ofMillis(1).toNanos();
  private static final int ADTS_BYTES = 7;
  private static final int CHECKSUM_BYTES = 2;

  private final boolean aac;
  private final int trackId;
  private final StreamClock clock;
  private final FrameFactory frames;
  private Optional<AudioFormat> format;
  private boolean described;
  private long last = Long.MIN_VALUE;

  private AudioIngest(
      boolean aac,
      Optional<AudioFormat> format,
      int trackId,
      StreamClock clock,
      FrameFactory frames) {
    this.aac = aac;
    this.format = format;
    this.trackId = trackId;
    this.clock = clock;
    this.frames = frames;
  }

  /** AAC, whose format is in its setup, or in a header before each frame (ADTS). */
  public static AudioIngest aac(int trackId, StreamClock clock, FrameFactory frames) {
    return new AudioIngest(true, Optional.empty(), trackId, clock, frames);
  }

  /** Audio that is in its packets as it is in frames: Opus, G.711. */
  public static AudioIngest of(
      AudioFormat format, int trackId, StreamClock clock, FrameFactory frames) {
    return new AudioIngest(false, Optional.of(format), trackId, clock, frames);
  }

  @Override
  public void setup(ParameterSet setup) {
    if (aac) {
      AacConfig.parse(setup)
          .ifPresent(found -> {
            format = Optional.of(found);
            described = true;
          });
    }
  }

  @Override
  public Optional<Frame> frameOf(ByteBuf packet, long streamNanos) {
    if (aac && !described) {
      takeHeader(packet);
    }
    if (format.isEmpty() || !packet.isReadable()) {
      return Optional.empty();
    }
    try (FrameBuilder builder = frames.begin(packet.readableBytes())) {
      builder.buffer().writeBytes(packet);
      long presented = clock.monotonic(trackId, streamNanos, builder.capturedNanos());
      last = last == Long.MIN_VALUE ? presented : Math.max(presented, last + SMALLEST_STEP);
      return Optional.of(builder.finish(new Track(trackId, format.get()), true, last));
    }
  }

  private void takeHeader(ByteBuf packet) {
    if (packet.readableBytes() < ADTS_BYTES) {
      return;
    }
    byte[] header = ByteBufUtil.getBytes(packet, packet.readerIndex(), ADTS_BYTES);
    AacConfig.ofAdts(header)
        .ifPresent(found -> {
          format = Optional.of(found);
          boolean checksum = (header[1] & 1) == 0;
          packet.skipBytes(
              Math.min(packet.readableBytes(), ADTS_BYTES + (checksum ? CHECKSUM_BYTES : 0)));
        });
  }
}
