package io.zoetrope.drivers.rtsp;

import java.util.HexFormat;

/** Packets of a stream for tests, numbered one after the other. One thread. */
final class Packets {
  private static final int TYPE = 96;
  private int sequence;
  private int timestamp;

  Packets(int sequence, int timestamp) {
    this.sequence = sequence;
    this.timestamp = timestamp;
  }

  /** The time of all packets from here on. */
  Packets at(int newTimestamp) {
    timestamp = newTimestamp;
    return this;
  }

  /** As many are never sent. */
  Packets without(int count) {
    sequence += count;
    return this;
  }

  /** The next packet, with these payload bytes, in hexadecimal digits. */
  RtpPacket next(boolean marker, String payload) {
    byte[] bytes = HexFormat.of().parseHex(payload);
    return new RtpPacket(marker, TYPE, sequence++ & 0xFFFF, timestamp, 7, bytes, 0, bytes.length);
  }
}
