package io.zoetrope.drivers.rtsp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.zoetrope.core.codec.UnitSyntax;
import io.zoetrope.core.media.ParameterSet;
import java.util.List;

/** H.264 in packets (RFC 6184), with the modes 0 and 1 of packetization. */
record H264Payload(ParameterSet setup) implements UnitPayload {
  private static final int SLICE = 1;
  private static final int KEY_SLICE = 5;
  private static final int SEQUENCE_SET = 7;
  private static final int PICTURE_SET = 8;
  private static final int DELIMITER = 9;
  private static final int LAST_SINGLE = 23;
  private static final int AGGREGATE = 24;
  private static final int NUMBERED_AGGREGATE = 25;
  private static final int FRAGMENT = 28;
  private static final int NUMBERED_FRAGMENT = 29;
  private static final int START = 0x80;
  private static final int END = 0x40;
  private static final int MOST_SETS = 31;

  static H264Payload of(MediaDescription media) {
    List<byte[]> units = media.units("sprop-parameter-sets");
    ByteBuf record = Unpooled.buffer().writeBytes(new byte[] {1, 0, 0, 0, -1});
    writeSets(record, units, SEQUENCE_SET, 0xE0);
    writeSets(record, units, PICTURE_SET, 0);
    return new H264Payload(ParameterSet.of(ByteBufUtil.getBytes(record)));
  }

  private static void writeSets(ByteBuf record, List<byte[]> units, int type, int reserved) {
    List<byte[]> sets =
        units.stream()
            .filter(unit -> (unit[0] & 0x1F) == type && unit.length <= 0xFFFF)
            .limit(MOST_SETS)
            .toList();
    record.writeByte(reserved | sets.size());
    sets.forEach(set -> record.writeShort(set.length).writeBytes(set));
  }

  @Override
  public UnitSyntax syntax() {
    return UnitSyntax.H264;
  }

  @Override
  public void unpack(RtpPacket packet, PictureUnits picture) {
    if (packet.size() == 0) {
      return;
    }
    int type = packet.at(0) & 0x1F;
    switch (type) {
      case AGGREGATE -> aggregate(packet, 1, picture);
      case NUMBERED_AGGREGATE -> aggregate(packet, 3, picture);
      case FRAGMENT -> fragment(packet, 2, picture);
      case NUMBERED_FRAGMENT -> fragment(packet, 4, picture);
      default -> {
        if (type > 0 && type <= LAST_SINGLE) {
          packet.addTo(picture, 0, packet.size());
        }
      }
    }
  }

  private static void aggregate(RtpPacket packet, int from, PictureUnits picture) {
    int at = from;
    while (at + Short.BYTES <= packet.size()) {
      int size = packet.shortAt(at);
      at += Short.BYTES;
      if (size > packet.size() - at) {
        picture.damage();
        return;
      }
      packet.addTo(picture, at, size);
      at += size;
    }
  }

  private static void fragment(RtpPacket packet, int headBytes, PictureUnits picture) {
    if (packet.size() < headBytes) {
      picture.damage();
      return;
    }
    int header = packet.at(1);
    if ((header & START) != 0) {
      picture.begin();
      picture.append((packet.at(0) & 0xE0) | (header & 0x1F));
    }
    packet.appendTo(picture, headBytes);
    if ((header & END) != 0) {
      picture.end();
    }
  }

  @Override
  public boolean beginsPicture(RtpPacket packet) {
    if (packet.size() < 3) {
      return false;
    }
    int type = packet.at(0) & 0x1F;
    if (type == AGGREGATE && packet.size() > 3) {
      type = packet.at(3) & 0x1F;
    }
    return type == SEQUENCE_SET || type == DELIMITER || (isSlice(packet) && isFirst(packet));
  }

  @Override
  public boolean continuesPicture(RtpPacket packet) {
    return packet.size() >= 3 && isSlice(packet) && !isFirst(packet);
  }

  private static boolean isSlice(RtpPacket packet) {
    int type = packet.at(0) & 0x1F;
    if (type == FRAGMENT) {
      type = packet.at(1) & 0x1F;
    }
    return type == SLICE || type == KEY_SLICE;
  }

  /** Whether it has the first macroblock: its number is the first thing in a slice. */
  private static boolean isFirst(RtpPacket packet) {
    boolean fragment = (packet.at(0) & 0x1F) == FRAGMENT;
    boolean start = !fragment || (packet.at(1) & START) != 0;
    return start && (packet.at(fragment ? 2 : 1) & 0x80) != 0;
  }
}
