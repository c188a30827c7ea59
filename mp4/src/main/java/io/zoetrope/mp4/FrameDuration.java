package io.zoetrope.mp4;

import io.netty.buffer.ByteBuf;
import io.zoetrope.core.media.Aac;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.Opus;

/**
 * How long frames are said to be shown that are sent before the next one has come.
 *
 * <p>A sound lasts as long as its samples. A picture is said to last three times as long as the one
 * before it did, because a browser that is fed through Media Source Extensions takes more than
 * twice as long a time without a picture for a gap, and shows nothing until the next key frame; one
 * that is late or lost must not do that. What is said too much is corrected by the time of the next
 * picture.
 */
final class FrameDuration {
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1000 * MILLI;
  private static final int MARGIN = 3;
  private static final long SHORTEST = 250 * MILLI;
  private static final long LONGEST = 2 * SECOND;
  private static final int AAC_SAMPLES = 1024;
  private static final int AAC_LOW_DELAY_SAMPLES = 512;

  private FrameDuration() {}

  static long nanosOf(Frame frame) {
    return switch (frame.format()) {
      case Aac aac -> samples(aac) * SECOND / aac.sampleRate();
      case Opus _ -> packetNanos(frame.data());
      default -> pictureNanos(frame.intervalNanos());
    };
  }

  private static long pictureNanos(long intervalNanos) {
    return intervalNanos == 0 ? SECOND : Math.clamp(MARGIN * intervalNanos, SHORTEST, LONGEST);
  }

  private static long samples(Aac format) {
    return switch (format.objectType()) {
      case 23, 39 -> AAC_LOW_DELAY_SAMPLES;
      default -> AAC_SAMPLES;
    };
  }

  /** RFC 6716, 3.1. */
  private static long packetNanos(ByteBuf packet) {
    if (!packet.isReadable()) {
      return 0;
    }
    int toc = packet.getUnsignedByte(0);
    return frameNanos(toc >> 3) * frames(toc & 3, packet);
  }

  private static long frameNanos(int configuration) {
    if (configuration < 12) {
      return new long[] {10, 20, 40, 60}[configuration & 3] * MILLI;
    }
    return configuration < 16
        ? (10 << (configuration & 1)) * MILLI
        : (2_500_000L << (configuration & 3));
  }

  private static int frames(int code, ByteBuf packet) {
    return switch (code) {
      case 0 -> 1;
      case 1, 2 -> 2;
      default -> packet.readableBytes() > 1 ? packet.getUnsignedByte(1) & 0x3F : 1;
    };
  }
}
