package io.zoetrope.picture;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Collects a JPEG's bytes, with the zero that has to follow 0xFF. The caller makes room first. */
final class BitWriter {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private byte[] bytes = new byte[64 * 1024];
  private ByteBuffer content = ByteBuffer.wrap(bytes);
  private int length;
  private long pending;
  private int pendingBits;

  void clear() {
    length = 0;
    pending = 0;
    pendingBits = 0;
  }

  /** All that was written since the last {@link #clear}, shared with the writer. */
  ByteBuffer content() {
    return content.clear().limit(length);
  }

  void reserve(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
      content = ByteBuffer.wrap(bytes);
    }
  }

  void writeBytes(byte[] source) {
    System.arraycopy(source, 0, bytes, length, source.length);
    length += source.length;
  }

  void writeByte(int value) {
    bytes[length++] = (byte) value;
  }

  void writeShort(int value) {
    writeByte(value >> 8);
    writeByte(value);
  }

  /** Appends at most 32 bits, the higher ones being zero in {@code value}. */
  void writeBits(int value, int count) {
    pending = (pending << count) | value;
    pendingBits += count;
    if (pendingBits >= 32) {
      pendingBits -= 32;
      writeWord((int) (pending >>> pendingBits));
    }
  }

  private void writeWord(int word) {
    boolean hasFullByte = ((~word - 0x01010101) & word & 0x80808080) != 0;
    if (hasFullByte) {
      for (int shift = 24; shift >= 0; shift -= 8) {
        writeStuffed(word >> shift);
      }
    } else {
      INT.set(bytes, length, word);
      length += 4;
    }
  }

  private void writeStuffed(int value) {
    writeByte(value);
    if ((value & 0xFF) == 0xFF) {
      writeByte(0);
    }
  }

  /** Completes the last byte with ones. */
  void finishBits() {
    int padding = -pendingBits & 7;
    pending = (pending << padding) | ((1 << padding) - 1);
    pendingBits += padding;
    while (pendingBits > 0) {
      pendingBits -= 8;
      writeStuffed((int) (pending >>> pendingBits));
    }
    pending = 0;
  }
}
