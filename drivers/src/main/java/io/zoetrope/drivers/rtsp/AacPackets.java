package io.zoetrope.drivers.rtsp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.zoetrope.core.codec.AacConfig;
import io.zoetrope.core.ingest.AudioIngest;
import io.zoetrope.core.media.ParameterSet;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

/** AAC in packets (RFC 3640): several frames in one, or one in several. Used by one thread. */
final class AacPackets implements TrackPackets {
  private static final int SAMPLES = 1024;
  private static final int MOST_BYTES = 64 << 10;
  private static final int MOST_SIZE_BITS = 24;
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final AudioIngest ingest;
  private final FrameSink frames;
  private final int sizeBits;
  private final int firstIndexBits;
  private final int indexBits;
  private final long frameNanos;
  private final ByteBuf begun = Unpooled.buffer(SAMPLES);
  private int wanted; // of the frame that comes in several packets
  private long begunNanos;

  AacPackets(MediaDescription media, AudioIngest ingest, FrameSink frames) {
    this.ingest = ingest;
    this.frames = frames;
    this.sizeBits = Math.min(media.number("sizelength", 0), MOST_SIZE_BITS);
    this.firstIndexBits = Math.min(media.number("indexlength", 0), MOST_SIZE_BITS);
    this.indexBits = Math.min(media.number("indexdeltalength", 0), MOST_SIZE_BITS);
    Optional<ParameterSet> config = config(media);
    config.ifPresent(ingest::setup);
    int sampleRate =
        config.flatMap(AacConfig::parse).map(aac -> aac.sampleRate()).orElse(media.clockRate());
    int duration = media.number("constantduration", 0);
    this.frameNanos =
        duration > 0 ? duration * SECOND / media.clockRate() : SAMPLES * SECOND / sampleRate;
  }

  private static Optional<ParameterSet> config(MediaDescription media) {
    try {
      return media.parameter("config").map(HexFormat.of()::parseHex).map(ParameterSet::of);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public void take(RtpPacket packet, long nanos) {
    ByteBuf payload = packet.payload();
    if (sizeBits == 0) {
      emit(payload, nanos);
      return;
    }
    if (payload.readableBytes() < Short.BYTES) {
      return;
    }
    int headerBits = payload.readUnsignedShort();
    int headerBytes = (headerBits + Byte.SIZE - 1) / Byte.SIZE;
    if (headerBytes > payload.readableBytes()) {
      return;
    }
    ByteBuf headers = payload.readSlice(headerBytes);
    int bit = 0;
    for (int n = 0; bit + sizeBits <= headerBits; n++) {
      int size = bits(headers, bit);
      bit += sizeBits + (n == 0 ? firstIndexBits : indexBits);
      if (size > payload.readableBytes()) {
        collect(payload, size, nanos);
        return;
      }
      wanted = 0;
      emit(payload.readSlice(size), nanos + n * frameNanos);
    }
  }

  @Override
  public void lost() {
    wanted = 0;
  }

  /** A part of a frame that is larger than a packet; each says how large the whole is. */
  private void collect(ByteBuf part, int size, long nanos) {
    if (size != wanted) {
      begun.clear();
      wanted = Math.min(size, MOST_BYTES);
      begunNanos = nanos;
    }
    if (begun.readableBytes() + part.readableBytes() > wanted) {
      wanted = 0;
      return;
    }
    begun.writeBytes(part);
    if (begun.readableBytes() == wanted) {
      emit(begun, begunNanos);
      begun.clear();
      wanted = 0;
    }
  }

  private void emit(ByteBuf frame, long nanos) {
    ingest.frameOf(frame, nanos).ifPresent(frames::add);
  }

  private int bits(ByteBuf in, int from) {
    int value = 0;
    for (int at = from; at < from + sizeBits; at++) {
      value = value << 1 | (in.getByte(at >> 3) >> (7 - (at & 7)) & 1);
    }
    return value;
  }
}
