package io.zoetrope.core.codec;

import io.netty.buffer.ByteBuf;
import java.util.function.Consumer;

/** Finds the units of which a frame of H.264 or H.265 consists. Views are given away, no copies. */
public final class NalUnits {
  /** How long the length before each unit of our own frames is. */
  public static final int PREFIX_BYTES = 4;

  private NalUnits() {}

  /** Units between start codes: two zero bytes or more, and a one (Annex B of both standards). */
  public static void betweenStartCodes(ByteBuf data, Consumer<ByteBuf> unit) {
    int end = data.writerIndex();
    int begun = behindStartCode(data, data.readerIndex(), end);
    while (begun < end) {
      int next = behindStartCode(data, begun, end);
      int last = next < end || endsWithStartCode(data, begun, end) ? next - 3 : end;
      while (last > begun && data.getByte(last - 1) == 0) {
        last--; // A longer start code, or bytes that fill up.
      }
      if (last > begun) {
        unit.accept(data.slice(begun, last - begun));
      }
      begun = next;
    }
  }

  /**
   * Units that each have their length before them, as in MP4.
   *
   * @param prefixBytes how long that is, 1 to 4
   * @return whether the lengths add up; if not, some units may be missing
   */
  public static boolean behindLengths(ByteBuf data, int prefixBytes, Consumer<ByteBuf> unit) {
    int at = data.readerIndex();
    int end = data.writerIndex();
    while (at + prefixBytes <= end) {
      long size = 0;
      for (int n = 0; n < prefixBytes; n++) {
        size = size << 8 | data.getUnsignedByte(at++);
      }
      if (size > end - at) {
        return false;
      }
      if (size > 0) {
        unit.accept(data.slice(at, (int) size));
      }
      at += (int) size;
    }
    return at == end;
  }

  /** Where the first start code from here on ends, or the end. */
  private static int behindStartCode(ByteBuf data, int from, int end) {
    for (int at = from + 2; at < end; ) {
      int octet = data.getByte(at);
      if (octet == 1 && data.getByte(at - 1) == 0 && data.getByte(at - 2) == 0) {
        return at + 1;
      }
      at += octet == 0 || octet == 1 ? 1 : 3; // Neither the end of one, nor within one.
    }
    return end;
  }

  private static boolean endsWithStartCode(ByteBuf data, int from, int end) {
    return end - from >= 3 && data.getMedium(end - 3) == 1;
  }
}
