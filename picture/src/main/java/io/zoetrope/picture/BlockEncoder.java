package io.zoetrope.picture;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Encodes the blocks of one component of a picture. For one thread at a time. */
final class BlockEncoder {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  /** Positive, so that a cast to int rounds to the nearest; greater than any coefficient. */
  private static final int BIAS = 1 << 14;

  private static final int END_OF_BLOCK = 0x00;
  private static final int SIXTEEN_ZEROS = 0xF0;

  private final BitWriter out;
  private final int[] dcCodes;
  private final int[] acCodes;
  private final int endOfBlock;
  private final float[] factors = new float[64];
  private final int[] flatDc = new int[256];
  private final float[] block = new float[64];
  private final int[] coefficients = new int[64];
  private final byte[] edge = new byte[64];
  private int previousDc;

  BlockEncoder(BitWriter out, int[] quantization, String dcTable, String acTable) {
    this.out = out;
    dcCodes = HuffmanTables.codes(dcTable);
    acCodes = HuffmanTables.codes(acTable);
    endOfBlock = acCodes[END_OF_BLOCK];
    for (int i = 0; i < 64; i++) {
      int place = QuantizationTables.ZIGZAG[i];
      factors[i] = (float) (1 / (quantization[place] * ForwardDct.scale(place)));
    }
    for (int value = 0; value < 256; value++) {
      flatDc[value] = round(64 * (value - 128) * factors[0]);
    }
  }

  void startPicture() {
    previousDc = 0;
  }

  /** Encodes the block at (x, y) of the plane; what is outside of it repeats its last samples. */
  void encode(Plane plane, int x, int y) {
    int width = plane.width();
    if (x + 8 <= width && y + 8 <= plane.height()) {
      encode(plane.samples(), y * width + x, width);
    } else {
      copyEdge(plane, x, y);
      encode(edge, 0, 8);
    }
  }

  private void copyEdge(Plane plane, int x, int y) {
    for (int row = 0; row < 8; row++) {
      int start = Math.min(y + row, plane.height() - 1) * plane.width();
      for (int column = 0; column < 8; column++) {
        edge[row * 8 + column] = plane.samples()[start + Math.min(x + column, plane.width() - 1)];
      }
    }
  }

  private void encode(byte[] samples, int offset, int stride) {
    if (isFlat(samples, offset, stride)) {
      writeDc(flatDc[samples[offset] & 0xFF]);
      writeSymbol(endOfBlock);
      return;
    }
    ForwardDct.transform(samples, offset, stride, block);
    long present = quantize();
    writeDc(coefficients[0]);
    writeAc(present);
  }

  private static boolean isFlat(byte[] samples, int offset, int stride) {
    long first = (long) LONG.get(samples, offset);
    if (first != Long.rotateLeft(first, 8)) {
      return false;
    }
    for (int row = 1; row < 8; row++) {
      if ((long) LONG.get(samples, offset + row * stride) != first) {
        return false;
      }
    }
    return true;
  }

  /** Which of the coefficients after the first are not zero, a bit for each. */
  private long quantize() {
    long present = 0;
    for (int i = 0; i < 64; i++) {
      int value = round(block[QuantizationTables.ZIGZAG[i]] * factors[i]);
      coefficients[i] = value;
      if (value != 0) {
        present |= 1L << i;
      }
    }
    return present & ~1L;
  }

  private static int round(float value) {
    return (int) (value + (BIAS + 0.5f)) - BIAS;
  }

  private void writeDc(int dc) {
    int difference = dc - previousDc;
    previousDc = dc;
    int size = size(difference);
    writeValue(dcCodes[size], difference, size);
  }

  private void writeAc(long present) {
    int last = 0;
    for (long rest = present; rest != 0; rest &= rest - 1) {
      int index = Long.numberOfTrailingZeros(rest);
      int zeros = index - last - 1;
      for (; zeros > 15; zeros -= 16) {
        writeSymbol(acCodes[SIXTEEN_ZEROS]);
      }
      int value = coefficients[index];
      int size = size(value);
      writeValue(acCodes[(zeros << 4) | size], value, size);
      last = index;
    }
    if (last != 63) {
      writeSymbol(endOfBlock);
    }
  }

  private static int size(int value) {
    return 32 - Integer.numberOfLeadingZeros(Math.abs(value));
  }

  private void writeSymbol(int code) {
    out.writeBits(code >> 8, code & 0xFF);
  }

  /** Writes a symbol and, after it, the value: a negative one is written as one's complement. */
  private void writeValue(int code, int value, int size) {
    int bits = (value + (value >> 31)) & ((1 << size) - 1);
    out.writeBits(((code >> 8) << size) | bits, (code & 0xFF) + size);
  }
}
