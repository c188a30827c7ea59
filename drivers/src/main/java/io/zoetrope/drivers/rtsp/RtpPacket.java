package io.zoetrope.drivers.rtsp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A packet of a stream (RFC 3550, 5.1): a view of bytes that others may write again. Plain bytes,
 * because hundreds a second come from each camera, too few to be compiled well.
 */
final class RtpPacket {
  private static final int HEAD_BYTES = 12;
  private static final int VERSION = 2;

  private final boolean marker;
  private final int payloadType;
  private final int sequence;
  private final int timestamp;
  private final int source;
  private final byte[] bytes;
  private final int start;
  private final int size;

  RtpPacket(
      boolean marker,
      int payloadType,
      int sequence,
      int timestamp,
      int source,
      byte[] bytes,
      int start,
      int size) {
    this.marker = marker;
    this.payloadType = payloadType;
    this.sequence = sequence;
    this.timestamp = timestamp;
    this.source = source;
    this.bytes = bytes;
    this.start = start;
    this.size = size;
  }

  /** Nothing if it is damaged. */
  static @Nullable RtpPacket parse(byte[] data, int from, int length) {
    int end = from + length;
    if (length < HEAD_BYTES || (data[from] & 0xFF) >> 6 != VERSION) {
      return null;
    }
    int first = data[from];
    int second = data[from + 1];
    int body = from + HEAD_BYTES + (first & 0xF) * Integer.BYTES;
    boolean extended = (first & 0x10) != 0;
    if (extended) {
      if (body + Integer.BYTES > end) {
        return null;
      }
      body += Integer.BYTES * (1 + unsignedShort(data, body + Short.BYTES));
    }
    boolean padded = (first & 0x20) != 0;
    if (padded) {
      end -= data[end - 1] & 0xFF;
    }
    return body > end
        ? null
        : new RtpPacket(
            second < 0,
            second & 0x7F,
            unsignedShort(data, from + 2),
            integer(data, from + 4),
            integer(data, from + 8),
            data,
            body,
            end - body);
  }

  /** Mostly says that a picture ends with it. */
  boolean marker() {
    return marker;
  }

  int payloadType() {
    return payloadType;
  }

  /** Rises from packet to packet, and begins again after 65,535. */
  int sequence() {
    return sequence;
  }

  /** In units of the stream's clock, from any point on; it begins again as well. */
  int timestamp() {
    return timestamp;
  }

  /** Which sender's stream it belongs to. */
  int source() {
    return source;
  }

  /** How many bytes it carries. */
  int size() {
    return size;
  }

  /** One of them, not negative. */
  int at(int index) {
    return bytes[start + index] & 0xFF;
  }

  /** Two of them, as a number. */
  int shortAt(int index) {
    return unsignedShort(bytes, start + index);
  }

  void addTo(PictureUnits picture, int from, int length) {
    picture.add(bytes, start + from, length);
  }

  void appendTo(PictureUnits picture, int from) {
    picture.append(bytes, start + from, size - from);
  }

  /** What it carries: a view. */
  ByteBuf payload() {
    return Unpooled.wrappedBuffer(bytes, start, size);
  }

  /** The same, of which nobody else may write a byte. */
  RtpPacket copied() {
    byte[] own = Arrays.copyOfRange(bytes, start, start + size);
    return new RtpPacket(marker, payloadType, sequence, timestamp, source, own, 0, size);
  }

  private static int unsignedShort(byte[] data, int at) {
    return (data[at] & 0xFF) << 8 | (data[at + 1] & 0xFF);
  }

  private static int integer(byte[] data, int at) {
    return unsignedShort(data, at) << 16 | unsignedShort(data, at + 2);
  }
}
