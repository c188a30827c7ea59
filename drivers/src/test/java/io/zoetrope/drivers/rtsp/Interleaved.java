package io.zoetrope.drivers.rtsp;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/** Packets of RTP as bytes, for tests. One thread. */
final class Interleaved {
  static final String KEY = "6588840a";
  static final String DELTA = "419a2404";
  private static final int STEP = 3000;

  private final int channel;
  private final int payloadType;
  private int sequence = 65_530;
  private int timestamp = 1_000;

  Interleaved(int channel, int payloadType) {
    this.channel = channel;
    this.payloadType = payloadType;
  }

  /** The next picture, in one packet. */
  Interleaved picture(OutputStream out, String unit) throws IOException {
    timestamp += STEP;
    return packet(out, true, unit);
  }

  /** A packet between messages, at the time of the last picture. */
  Interleaved packet(OutputStream out, boolean marker, String payload) throws IOException {
    byte[] packet = datagram(marker, payload);
    ByteBuffer framed = ByteBuffer.allocate(4 + packet.length).put((byte) '$').put((byte) channel);
    synchronized (out) {
      out.write(framed.putShort((short) packet.length).put(packet).array());
    }
    return this;
  }

  /** A report of the sender's: this many units after the last packet it was that time. */
  void report(OutputStream out, int unitsLater, double wallSeconds) throws IOException {
    ByteBuffer framed = ByteBuffer.allocate(4 + 28).put((byte) '$').put((byte) (channel + 1));
    framed.putShort((short) 28).put((byte) 0x80).put((byte) 200).putShort((short) 6).putInt(7);
    framed.putInt((int) (long) wallSeconds).putInt((int) (long) (wallSeconds % 1 * (1L << 32)));
    framed.putInt(timestamp + unitsLater);
    synchronized (out) {
      out.write(framed.array());
    }
  }

  /** The stream ends. */
  void goodbye(OutputStream out) throws IOException {
    ByteBuffer framed = ByteBuffer.allocate(4 + 8).put((byte) '$').put((byte) (channel + 1));
    framed.putShort((short) 8).put((byte) 0x81).put((byte) 203).putShort((short) 1).putInt(7);
    synchronized (out) {
      out.write(framed.array());
    }
  }

  byte[] next(String unit) {
    timestamp += STEP;
    return datagram(true, unit);
  }

  private byte[] datagram(boolean marker, String payload) {
    byte[] bytes = HexFormat.of().parseHex(payload);
    return ByteBuffer.allocate(12 + bytes.length)
        .put((byte) 0x80)
        .put((byte) (payloadType | (marker ? 0x80 : 0)))
        .putShort((short) sequence++)
        .putInt(timestamp)
        .putInt(7)
        .put(bytes)
        .array();
  }
}
