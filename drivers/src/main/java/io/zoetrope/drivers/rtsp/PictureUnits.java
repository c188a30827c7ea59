package io.zoetrope.drivers.rtsp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;

/** Collects the units of one picture, each behind its length. Used by one thread. */
final class PictureUnits {
  /** As large as a picture of any source may be. */
  static final int MOST_BYTES = 32 << 20;

  private static final int USUAL_BYTES = 64 << 10;
  private static final int LARGE_BYTES = 1 << 20;
  private static final int PREFIX_BYTES = 4;
  private static final int NONE = -1;

  private byte[] bytes = new byte[USUAL_BYTES];
  private int size;
  private int open = NONE;
  private boolean damaged;

  /** Adds a whole unit. */
  void add(byte[] from, int start, int length) {
    end();
    if (length > 0 && makeRoom(PREFIX_BYTES + length)) {
      prefix(size, length);
      System.arraycopy(from, start, bytes, size + PREFIX_BYTES, length);
      size += PREFIX_BYTES + length;
    }
  }

  /** Begins a unit that comes in fragments. */
  void begin() {
    end();
    open = size;
    if (makeRoom(PREFIX_BYTES)) {
      size += PREFIX_BYTES;
    }
  }

  /** Appends a byte to the unit that was begun. */
  void append(int octet) {
    if (makeRoom(1)) {
      bytes[size++] = (byte) octet;
    }
  }

  /** Appends a fragment to the unit that was begun. */
  void append(byte[] from, int start, int length) {
    if (open == NONE) {
      damaged = true; // Its beginning never came.
    } else if (makeRoom(length)) {
      System.arraycopy(from, start, bytes, size, length);
      size += length;
    }
  }

  /** The unit that was begun, if any, is whole. */
  void end() {
    if (open != NONE && !damaged) {
      prefix(open, size - open - PREFIX_BYTES);
    }
    open = NONE;
  }

  /** What has come is not what the camera sent. */
  void damage() {
    damaged = true;
  }

  boolean damaged() {
    return damaged;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** All units so far: a view until the next call. */
  ByteBuf data() {
    end();
    return Unpooled.wrappedBuffer(bytes, 0, size);
  }

  void clear() {
    if (bytes.length > LARGE_BYTES && size < LARGE_BYTES / 2) {
      bytes = new byte[USUAL_BYTES]; // One picture was much larger than the others.
    }
    size = 0;
    open = NONE;
    damaged = false;
  }

  private void prefix(int at, int length) {
    bytes[at] = (byte) (length >> 24);
    bytes[at + 1] = (byte) (length >> 16);
    bytes[at + 2] = (byte) (length >> 8);
    bytes[at + 3] = (byte) length;
  }

  private boolean makeRoom(int more) {
    int needed = size + more;
    if (needed > MOST_BYTES) {
      damaged = true;
    } else if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, 2 * bytes.length));
    }
    return !damaged;
  }
}
