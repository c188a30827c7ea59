package io.zoetrope.core.codec;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.zoetrope.core.media.ParameterSet;
import java.util.ArrayList;
import java.util.List;

/**
 * What containers say about video before its first packet: the parameter sets, and how the units in
 * packets are told apart.
 *
 * @param sets in the order in which they are written
 * @param prefixBytes how long the length before each unit is; 0 if there are start codes instead
 */
public record SetupUnits(List<ByteBuf> sets, int prefixBytes) {
  private static final int H264_HEADER = 5;
  private static final int H265_HEADER = 21;

  public SetupUnits {
    sets = List.copyOf(sets);
  }

  /** Reads as much as is there, of any of the forms that are in use; none is one of them. */
  public static SetupUnits parse(UnitSyntax syntax, ParameterSet setup) {
    ByteBuf in = Unpooled.wrappedBuffer(setup.toBytes());
    List<ByteBuf> sets = new ArrayList<>();
    boolean startCodes = in.readableBytes() < 4 || in.getMedium(0) == 0 || in.getMedium(0) == 1;
    if (startCodes) {
      NalUnits.betweenStartCodes(in, sets::add);
      return new SetupUnits(sets, 0);
    }
    int header = syntax == UnitSyntax.H264 ? H264_HEADER - 1 : H265_HEADER;
    if (in.readableBytes() <= header) {
      return new SetupUnits(sets, Integer.BYTES);
    }
    int prefixBytes = (in.getByte(header) & 3) + 1;
    in.skipBytes(header + 1);
    if (syntax == UnitSyntax.H264) {
      take(in, 0x1F & octet(in), sets);
      take(in, octet(in), sets);
    } else {
      for (int arrays = octet(in); arrays > 0 && in.isReadable(3); arrays--) {
        in.skipBytes(1); // The type, which is in the units too.
        take(in, in.readUnsignedShort(), sets);
      }
    }
    return new SetupUnits(sets, prefixBytes);
  }

  private static int octet(ByteBuf in) {
    return in.isReadable() ? in.readUnsignedByte() : 0;
  }

  private static void take(ByteBuf in, int count, List<ByteBuf> sets) {
    for (int n = 0; n < count && in.isReadable(Short.BYTES); n++) {
      int size = in.readUnsignedShort();
      if (size > in.readableBytes()) {
        in.skipBytes(in.readableBytes());
        return;
      }
      if (size > 0) {
        sets.add(in.readSlice(size));
      }
    }
  }
}
