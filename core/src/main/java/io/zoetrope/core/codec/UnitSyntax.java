package io.zoetrope.core.codec;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.zoetrope.core.media.ParameterSet;
import java.util.OptionalInt;

/** How NAL units are told apart in the two standards. */
public enum UnitSyntax {
  /** ITU-T H.264, table 7-1. */
  H264(1) {
    @Override
    public UnitRole role(ByteBuf unit) {
      return switch (first(unit) & 0x1F) {
        case 1, 2, 3, 4 -> UnitRole.SLICE;
        case 5 -> UnitRole.KEY_SLICE;
        case 6 -> UnitRole.INFORMATION;
        case 7 -> UnitRole.SEQUENCE_SET;
        case 8 -> UnitRole.PICTURE_SET;
        case 9, 12, 13, 15 -> UnitRole.LEFT_OUT;
        default -> UnitRole.OTHER;
      };
    }

    @Override
    OptionalInt sequenceId(ParameterSet set) {
      return H264Sps.parse(set).map(H264Sps::id).map(OptionalInt::of).orElse(OptionalInt.empty());
    }
  },

  /** ITU-T H.265, table 7-1. */
  H265(2) {
    @Override
    public UnitRole role(ByteBuf unit) {
      int type = first(unit) >> 1 & 0x3F;
      boolean baseLayer = (first(unit) & 1) == 0 && unit.getByte(unit.readerIndex() + 1) >> 3 == 0;
      if (type < 16) {
        return UnitRole.SLICE;
      }
      return switch (type) {
        case 16, 17, 18, 19, 20, 21, 22, 23 -> UnitRole.KEY_SLICE;
        case 32 -> baseLayer ? UnitRole.VIDEO_SET : UnitRole.LEFT_OUT;
        case 33 -> baseLayer ? UnitRole.SEQUENCE_SET : UnitRole.LEFT_OUT;
        case 34 -> baseLayer ? UnitRole.PICTURE_SET : UnitRole.LEFT_OUT;
        case 35, 38 -> UnitRole.LEFT_OUT;
        case 39, 40 -> UnitRole.INFORMATION;
        default -> UnitRole.OTHER;
      };
    }

    @Override
    OptionalInt sequenceId(ParameterSet set) {
      return H265Sps.parse(set).map(H265Sps::id).map(OptionalInt::of).orElse(OptionalInt.empty());
    }
  };

  private static final int RECOVERY_POINT = 6;
  private static final int LARGEST_PICTURE_SET_ID = 255;

  private final int headerBytes;

  UnitSyntax(int headerBytes) {
    this.headerBytes = headerBytes;
  }

  /** What the unit is for; it must have a {@linkplain #isWhole whole header}. */
  public abstract UnitRole role(ByteBuf unit);

  abstract OptionalInt sequenceId(ParameterSet set);

  /** Whether it has its header, and something behind that. */
  public boolean isWhole(ByteBuf unit) {
    return unit.readableBytes() > headerBytes;
  }

  /** The id of a parameter set, by which a later one replaces it; empty if it is damaged. */
  public OptionalInt id(UnitRole role, ParameterSet set) {
    if (role == UnitRole.SEQUENCE_SET) {
      return sequenceId(set);
    }
    BitReader in = BitReader.ofUnit(set.toBytes());
    in.skip(headerBytes * 8L);
    int id = role == UnitRole.VIDEO_SET ? in.integer(4) : in.unsigned();
    return in.overrun() || id > LARGEST_PICTURE_SET_ID ? OptionalInt.empty() : OptionalInt.of(id);
  }

  /** Whether an {@link UnitRole#INFORMATION} says that decoding may begin here. */
  public boolean isRecoveryPoint(ByteBuf unit) {
    BitReader in = BitReader.ofUnit(ByteBufUtil.getBytes(unit));
    in.skip(headerBytes * 8L);
    while (in.bitsLeft() > 2 * Byte.SIZE) {
      long type = in.longNumber();
      if (type == RECOVERY_POINT) {
        return true;
      }
      in.skip(in.longNumber() * Byte.SIZE);
    }
    return false;
  }

  private static int first(ByteBuf unit) {
    return unit.getByte(unit.readerIndex());
  }
}
