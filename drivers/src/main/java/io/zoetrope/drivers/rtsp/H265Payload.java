package io.zoetrope.drivers.rtsp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.zoetrope.core.codec.UnitSyntax;
import io.zoetrope.core.media.ParameterSet;
import java.util.List;

/**
 * H.265 in packets (RFC 7798).
 *
 * @param numbered whether units have a number for the order of their decoding, which is left out
 */
record H265Payload(ParameterSet setup, boolean numbered) implements UnitPayload {
  private static final int FIRST_OTHER = 32;
  private static final int VIDEO_SET = 32;
  private static final int SEQUENCE_SET = 33;
  private static final int DELIMITER = 35;
  private static final int AGGREGATE = 48;
  private static final int FRAGMENT = 49;
  private static final int START = 0x80;
  private static final int END = 0x40;
  private static final int HEAD_BYTES = 2;
  private static final int BYTES_BEFORE_SETS = 21;

  static H265Payload of(MediaDescription media) {
    List<byte[]> units =
        media.units("sprop-vps", "sprop-sps", "sprop-pps").stream()
            .filter(unit -> unit.length > HEAD_BYTES && unit.length <= 0xFFFF)
            .limit(0xFF)
            .toList();
    ByteBuf record = Unpooled.buffer().writeByte(1).writeByte(1);
    record.writeZero(BYTES_BEFORE_SETS - 2).writeByte(3).writeByte(units.size());
    for (byte[] unit : units) {
      record.writeByte(unit[0] >> 1 & 0x3F).writeShort(1);
      record.writeShort(unit.length).writeBytes(unit);
    }
    return new H265Payload(
        ParameterSet.of(ByteBufUtil.getBytes(record)), media.number("sprop-max-don-diff", 0) > 0);
  }

  @Override
  public UnitSyntax syntax() {
    return UnitSyntax.H265;
  }

  @Override
  public void unpack(RtpPacket packet, PictureUnits picture) {
    if (packet.size() <= HEAD_BYTES) {
      return;
    }
    switch (typeAt(packet, 0)) {
      case AGGREGATE -> aggregate(packet, picture);
      case FRAGMENT -> fragment(packet, picture);
      default -> packet.addTo(picture, 0, packet.size());
    }
  }

  private void aggregate(RtpPacket packet, PictureUnits picture) {
    int numberBytes = numbered ? 2 : 0;
    int at = HEAD_BYTES;
    while (at + numberBytes + Short.BYTES <= packet.size()) {
      int size = packet.shortAt(at + numberBytes);
      at += numberBytes + Short.BYTES;
      if (size > packet.size() - at) {
        picture.damage();
        return;
      }
      packet.addTo(picture, at, size);
      at += size;
      numberBytes = numbered ? 1 : 0;
    }
  }

  private void fragment(RtpPacket packet, PictureUnits picture) {
    int header = packet.at(HEAD_BYTES);
    boolean start = (header & START) != 0;
    int from = HEAD_BYTES + 1 + (numbered && start ? 2 : 0);
    if (packet.size() < from) {
      picture.damage();
      return;
    }
    if (start) {
      picture.begin();
      picture.append((packet.at(0) & 0x81) | ((header & 0x3F) << 1));
      picture.append(packet.at(1));
    }
    packet.appendTo(picture, from);
    if ((header & END) != 0) {
      picture.end();
    }
  }

  @Override
  public boolean beginsPicture(RtpPacket packet) {
    if (packet.size() <= HEAD_BYTES + 3) {
      return false;
    }
    int type = typeAt(packet, 0);
    int first = HEAD_BYTES + (numbered ? 2 : 0) + Short.BYTES;
    if (type == AGGREGATE && first < packet.size()) {
      type = typeAt(packet, first);
    }
    return type == VIDEO_SET
        || type == SEQUENCE_SET
        || type == DELIMITER
        || (isSlice(packet) && isFirst(packet));
  }

  @Override
  public boolean continuesPicture(RtpPacket packet) {
    return packet.size() > HEAD_BYTES + 3 && isSlice(packet) && !isFirst(packet);
  }

  private static boolean isSlice(RtpPacket packet) {
    int type = typeAt(packet, 0);
    return (type == FRAGMENT ? packet.at(HEAD_BYTES) & 0x3F : type) < FIRST_OTHER;
  }

  /** The first bit of a slice says whether it is the first of its picture. */
  private boolean isFirst(RtpPacket packet) {
    if (typeAt(packet, 0) != FRAGMENT) {
      return (packet.at(HEAD_BYTES) & 0x80) != 0;
    }
    int first = HEAD_BYTES + 1 + (numbered ? 2 : 0);
    return (packet.at(HEAD_BYTES) & START) != 0
        && first < packet.size()
        && (packet.at(first) & 0x80) != 0;
  }

  private static int typeAt(RtpPacket packet, int index) {
    return packet.at(index) >> 1 & 0x3F;
  }
}
