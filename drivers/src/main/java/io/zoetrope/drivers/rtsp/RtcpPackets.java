package io.zoetrope.drivers.rtsp;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;

/** What senders and receivers of a stream report to each other (RTCP; RFC 3550, 6). */
final class RtcpPackets {
  private static final int SENDER = 200;
  private static final int RECEIVER = 201;
  private static final int DESCRIPTION = 202;
  private static final int GOODBYE = 203;
  private static final int SENDER_BYTES = 28;
  private static final int RECEIVER_BYTES = 32;
  private static final int VERSION_2 = 0x80;
  private static final byte[] NAME = "zoetrope".getBytes(StandardCharsets.US_ASCII);
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  /** What a sender says. */
  sealed interface Report permits SenderReport, Goodbye {}

  /**
   * A time of the stream and of the sender's clock.
   *
   * @param wallNanos since some point; 0 if the sender has no clock
   * @param compactTime the middle of the sender's time, which receivers send back
   */
  record SenderReport(int source, int timestamp, long wallNanos, int compactTime)
      implements Report {}

  /** The stream has ended. */
  record Goodbye(int source) implements Report {}

  private RtcpPackets() {}

  /** Reads what is understood of the packets in one datagram. */
  static void parse(ByteBuf data, Consumer<Report> reports) {
    while (data.readableBytes() >= 2 * Integer.BYTES) {
      int at = data.readerIndex();
      int type = data.getUnsignedByte(at + 1);
      int size = Integer.BYTES * (1 + data.getUnsignedShort(at + 2));
      if ((data.getByte(at) & 0xC0) != VERSION_2 || size > data.readableBytes()) {
        return;
      }
      ByteBuf packet = data.readSlice(size);
      if (type == SENDER && size >= SENDER_BYTES) {
        long seconds = packet.getUnsignedInt(8);
        long fraction = packet.getUnsignedInt(12);
        reports.accept(
            new SenderReport(
                packet.getInt(4),
                packet.getInt(16),
                seconds * SECOND + ((fraction * SECOND) >>> Integer.SIZE),
                packet.getInt(10)));
      } else if (type == GOODBYE && (packet.getByte(0) & 0x1F) > 0 && size >= 8) {
        reports.accept(new Goodbye(packet.getInt(4)));
      }
    }
  }

  /**
   * What a receiver reports to the sender.
   *
   * @param sinceNanos how long ago the last report of the sender came
   */
  static byte[] receiverReport(
      int own, int source, long missing, long highest, int compactTime, long sinceNanos) {
    int nameBytes = 2 + NAME.length;
    int padded = (nameBytes + Integer.BYTES) / Integer.BYTES * Integer.BYTES;
    ByteBuffer out = ByteBuffer.allocate(RECEIVER_BYTES + 2 * Integer.BYTES + padded);
    head(out, RECEIVER, RECEIVER_BYTES).putInt(own);
    out.putInt(source).putInt((int) Math.min(missing, 0x7F_FFFF)).putInt((int) highest).putInt(0);
    out.putInt(compactTime);
    out.putInt(compactTime == 0 ? 0 : (int) (sinceNanos * 65_536 / SECOND));
    head(out, DESCRIPTION, 2 * Integer.BYTES + padded).putInt(own);
    out.put((byte) 1).put((byte) NAME.length).put(NAME);
    return out.array();
  }

  private static ByteBuffer head(ByteBuffer out, int type, int size) {
    return out.put((byte) (VERSION_2 | 1))
        .put((byte) type)
        .putShort((short) (size / Integer.BYTES - 1));
  }
}
