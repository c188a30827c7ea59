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
  public void unpack(ByteBuf payload, PictureUnits picture) {
    if (payload.readableBytes() <= HEAD_BYTES) {
      return;
    }
    switch (typeOf(payload)) {
      case AGGREGATE -> aggregate(payload.skipBytes(HEAD_BYTES), picture);
      case FRAGMENT -> fragment(payload, picture);
      default -> picture.add(payload);
    }
  }

  private void aggregate(ByteBuf units, PictureUnits picture) {
    int numberBytes = numbered ? 2 : 0;
    while (units.readableBytes() >= numberBytes + Short.BYTES) {
      units.skipBytes(numberBytes);
      numberBytes = numbered ? 1 : 0;
      int size = units.readUnsignedShort();
      if (size > units.readableBytes()) {
        picture.damage();
        return;
      }
      picture.add(units.readSlice(size));
    }
  }

  private void fragment(ByteBuf payload, PictureUnits picture) {
    int at = payload.readerIndex();
    int header = payload.getByte(at + HEAD_BYTES);
    int numberBytes = numbered && (header & START) != 0 ? 2 : 0;
    if (payload.readableBytes() < HEAD_BYTES + 1 + numberBytes) {
      picture.damage();
      return;
    }
    payload.skipBytes(HEAD_BYTES + 1 + numberBytes);
    if ((header & START) != 0) {
      picture.begin((payload.getByte(at) & 0x81) | ((header & 0x3F) << 1), payload.getByte(at + 1));
    }
    picture.append(payload);
    if ((header & END) != 0) {
      picture.end();
    }
  }

  @Override
  public boolean beginsPicture(ByteBuf payload) {
    if (payload.readableBytes() <= HEAD_BYTES + 3) {
      return false;
    }
    int type = typeOf(payload);
    if (type == AGGREGATE) {
      int first = payload.readerIndex() + HEAD_BYTES + (numbered ? 2 : 0) + Short.BYTES;
      type = first < payload.writerIndex() ? payload.getByte(first) >> 1 & 0x3F : type;
    }
    return type == VIDEO_SET
        || type == SEQUENCE_SET
        || type == DELIMITER
        || (isSlice(payload) && isFirst(payload));
  }

  @Override
  public boolean continuesPicture(ByteBuf payload) {
    return payload.readableBytes() > HEAD_BYTES + 3 && isSlice(payload) && !isFirst(payload);
  }

  private static boolean isSlice(ByteBuf payload) {
    int type = typeOf(payload);
    if (type == FRAGMENT) {
      type = payload.getByte(payload.readerIndex() + HEAD_BYTES) & 0x3F;
    }
    return type < FIRST_OTHER;
  }

  /** The first bit of a slice says whether it is the first of its picture. */
  private boolean isFirst(ByteBuf payload) {
    int at = payload.readerIndex() + HEAD_BYTES;
    if (typeOf(payload) != FRAGMENT) {
      return payload.getByte(at) < 0;
    }
    boolean start = payload.getByte(at) < 0;
    return start && payload.getByte(at + 1 + (numbered ? 2 : 0)) < 0;
  }

  private static int typeOf(ByteBuf payload) {
    return payload.getByte(payload.readerIndex()) >> 1 & 0x3F;
  }
}
