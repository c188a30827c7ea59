package io.zoetrope.ffmpeg.pictures;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * The one buffer between a program's pipe and a picture, looked at in place. Used by one thread.
 */
public final class BufferedBytes {
  /** As much as a pipe holds, and more than Java reads at once. */
  private static final int CAPACITY = 64 * 1024;

  private final InputStream in;
  private final byte[] bytes = new byte[CAPACITY];
  private final ByteBuffer view = ByteBuffer.wrap(bytes);
  private int position;
  private int limit;

  /** Buffers what is read of a stream, which should have no buffer of its own. */
  public BufferedBytes(InputStream in) {
    this.in = in;
  }

  /** Blocks until there is at least one; -1 at the end. */
  public int available() throws IOException {
    while (position == limit) {
      position = 0;
      limit = 0;
      if (!fill()) {
        return -1;
      }
    }
    return limit - position;
  }

  /** Takes the next byte, 0 to 255, or -1 at the end. */
  public int next() throws IOException {
    return available() < 0 ? -1 : bytes[position++] & 0xFF;
  }

  int peek() throws IOException {
    return available() < 0 ? -1 : bytes[position] & 0xFF;
  }

  /** Blocks for a byte that has few before it, without taking any; -1 at the end. */
  public int peek(int index) throws IOException {
    while (limit - position <= index) {
      if (!fill()) {
        return -1;
      }
    }
    return bytes[position + index] & 0xFF;
  }

  public InputStream stream() {
    return new Stream();
  }

  /** Where those lie that are {@link #available}, from {@link #position} on. */
  ByteBuffer bytes() {
    return view;
  }

  int position() {
    return position;
  }

  /** Appends so many of those that are {@link #available} to the target. */
  public void moveTo(ByteBuf target, int count) {
    target.writeBytes(bytes, position, count);
    position += count;
  }

  private boolean fill() throws IOException {
    int read = in.read(bytes, limit, CAPACITY - limit);
    limit += Math.max(0, read);
    return read >= 0;
  }

  private final class Stream extends InputStream {
    @Override
    public int read() throws IOException {
      return next();
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
      if (count == 0) {
        return 0;
      }
      int taken = Math.min(count, BufferedBytes.this.available());
      if (taken > 0) {
        System.arraycopy(bytes, position, target, offset, taken);
        position += taken;
      }
      return taken;
    }
  }
}
