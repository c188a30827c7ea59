package io.zoetrope.drivers.support;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** A stream's bytes, looked at in place before they are taken. Used by one thread. */
final class BufferedBytes {
  private static final int CAPACITY = 64 * 1024;

  private final InputStream in;
  private final byte[] bytes = new byte[CAPACITY];
  private final ByteBuffer view = ByteBuffer.wrap(bytes);
  private int position;
  private int limit;

  BufferedBytes(InputStream in) {
    this.in = in;
  }

  /** Blocks until there is at least one; -1 at the end. */
  int available() throws IOException {
    while (position == limit) {
      position = 0;
      limit = 0;
      int read = in.read(bytes, 0, CAPACITY);
      if (read < 0) {
        return -1;
      }
      limit = read;
    }
    return limit - position;
  }

  /** Takes the next byte, 0 to 255, or -1 at the end. */
  int next() throws IOException {
    return available() < 0 ? -1 : bytes[position++] & 0xFF;
  }

  /** The next byte without taking it. */
  int peek() throws IOException {
    return available() < 0 ? -1 : bytes[position] & 0xFF;
  }

  /** Where those lie that are {@link #available}, from {@link #position} on. */
  ByteBuffer bytes() {
    return view;
  }

  int position() {
    return position;
  }

  /** Takes as many as this, which are available. */
  void moveTo(ByteBuf target, int count) {
    target.writeBytes(bytes, position, count);
    position += count;
  }
}
