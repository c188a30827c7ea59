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
  public void unpack(ByteBuf payload, PictureUnits picture) {
    if (!payload.isReadable()) {
      return;
    }
    int type = typeOf(payload);
    switch (type) {
      case AGGREGATE -> aggregate(payload.skipBytes(1), picture);
      case NUMBERED_AGGREGATE ->
          aggregate(payload.skipBytes(Math.min(3, payload.readableBytes())), picture);
      case FRAGMENT -> fragment(payload, 2, picture);
      case NUMBERED_FRAGMENT -> fragment(payload, 4, picture);
      default -> {
        if (type > 0 && type <= LAST_SINGLE) {
          picture.add(payload);
        }
      }
    }
  }

  private static void aggregate(ByteBuf units, PictureUnits picture) {
    while (units.readableBytes() >= Short.BYTES) {
      int size = units.readUnsignedShort();
      if (size > units.readableBytes()) {
        picture.damage();
        return;
      }
      picture.add(units.readSlice(size));
    }
  }

  private static void fragment(ByteBuf payload, int headBytes, PictureUnits picture) {
    if (payload.readableBytes() < headBytes) {
      picture.damage();
      return;
    }
    int indicator = payload.getByte(payload.readerIndex());
    int header = payload.getByte(payload.readerIndex() + 1);
    payload.skipBytes(headBytes);
    if ((header & START) != 0) {
      picture.begin((indicator & 0xE0) | (header & 0x1F));
    }
    picture.append(payload);
    if ((header & END) != 0) {
      picture.end();
    }
  }

  @Override
  public boolean beginsPicture(ByteBuf payload) {
    if (payload.readableBytes() < 3) {
      return false;
    }
    int at = payload.readerIndex();
    int type = typeOf(payload);
    if (type == AGGREGATE && payload.readableBytes() > 3) {
      type = payload.getByte(at + 3) & 0x1F;
    }
    return type == SEQUENCE_SET || type == DELIMITER || (isSlice(payload) && isFirst(payload));
  }

  @Override
  public boolean continuesPicture(ByteBuf payload) {
    return payload.readableBytes() >= 3 && isSlice(payload) && !isFirst(payload);
  }

  private static boolean isSlice(ByteBuf payload) {
    int type = typeOf(payload);
    if (type == FRAGMENT) {
      type = payload.getByte(payload.readerIndex() + 1) & 0x1F;
    }
    return type == SLICE || type == KEY_SLICE;
  }

  /** Whether it has the first macroblock: its number is the first thing in a slice. */
  private static boolean isFirst(ByteBuf payload) {
    int at = payload.readerIndex();
    boolean fragment = typeOf(payload) == FRAGMENT;
    boolean start = !fragment || (payload.getByte(at + 1) & START) != 0;
    return start && payload.getByte(at + (fragment ? 2 : 1)) < 0;
  }

  private static int typeOf(ByteBuf payload) {
    return payload.getByte(payload.readerIndex()) & 0x1F;
  }
}
