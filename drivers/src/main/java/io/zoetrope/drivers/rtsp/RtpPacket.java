package io.zoetrope.drivers.rtsp;

import io.netty.buffer.ByteBuf;
import java.util.Optional;

/**
 * A packet of a stream (RFC 3550, 5.1).
 *
 * @param marker mostly that a picture ends with it
 * @param timestamp in units of the stream's clock, from any point on; it wraps around
 * @param source which sender's stream it belongs to
 * @param payload a view that holds as long as the packet it was read from
 */
record RtpPacket(
    boolean marker, int payloadType, int sequence, int timestamp, int source, ByteBuf payload) {
  private static final int HEAD_BYTES = 12;
  private static final int VERSION = 2;

  /** Empty if it is damaged. */
  static Optional<RtpPacket> parse(ByteBuf data) {
    int at = data.readerIndex();
    int end = data.writerIndex();
    if (end - at < HEAD_BYTES || (data.getByte(at) & 0xFF) >> 6 != VERSION) {
      return Optional.empty();
    }
    int first = data.getByte(at);
    int second = data.getByte(at + 1);
    int body = at + HEAD_BYTES + (first & 0xF) * Integer.BYTES;
    boolean extended = (first & 0x10) != 0;
    if (extended) {
      if (body + Integer.BYTES > end) {
        return Optional.empty();
      }
      body += Integer.BYTES * (1 + data.getUnsignedShort(body + Short.BYTES));
    }
    boolean padded = (first & 0x20) != 0;
    if (padded) {
      end -= data.getUnsignedByte(end - 1);
    }
    return body > end
        ? Optional.empty()
        : Optional.of(
            new RtpPacket(
                second < 0,
                second & 0x7F,
                data.getUnsignedShort(at + 2),
                data.getInt(at + 4),
                data.getInt(at + 8),
                data.slice(body, end - body)));
  }

  /** The same, of which nobody else may change a byte. */
  RtpPacket copied() {
    return new RtpPacket(marker, payloadType, sequence, timestamp, source, payload.copy());
  }
}
