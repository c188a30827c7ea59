package io.zoetrope.mp4;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/** Writes boxes, each behind its length and type (ISO/IEC 14496-12, 4.2). Used by one thread. */
final class BoxWriter {
  private final ByteBuf out = Unpooled.buffer(128);

  /** A box around what is written by {@code content}. */
  BoxWriter box(String type, Runnable content) {
    int start = out.writerIndex();
    u32(0).ascii(type);
    content.run();
    out.setInt(start, out.writerIndex() - start);
    return this;
  }

  /** A box that begins with a version and flags. */
  BoxWriter fullBox(String type, int version, int flags, Runnable content) {
    return box(
        type,
        () -> {
          u32((version << 24) | flags);
          content.run();
        });
  }

  BoxWriter u8(int value) {
    out.writeByte(value);
    return this;
  }

  BoxWriter u16(int value) {
    out.writeShort(value);
    return this;
  }

  BoxWriter u24(int value) {
    out.writeMedium(value);
    return this;
  }

  BoxWriter u32(int value) {
    out.writeInt(value);
    return this;
  }

  BoxWriter u64(long value) {
    out.writeLong(value);
    return this;
  }

  BoxWriter zeros(int bytes) {
    out.writeZero(bytes);
    return this;
  }

  BoxWriter bytes(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  BoxWriter ascii(String text) {
    out.writeCharSequence(text, StandardCharsets.US_ASCII);
    return this;
  }

  byte[] toBytes() {
    return ByteBufUtil.getBytes(out);
  }
}
