package io.zoetrope.picture;

import java.nio.ByteBuffer;

/** The bits of a JPEG's coded data, up to its next marker. Used by one thread. */
final class CodedBits {
  private final ByteBuffer bytes;
  private int position;
  private int current;
  private int left;

  CodedBits(ByteBuffer bytes, int position) {
    this.bytes = bytes;
    this.position = position;
  }

  /** The next bit, or -1 at the end of the data. */
  int next() {
    if (left == 0 && !load()) {
      return -1;
    }
    left--;
    return current >> left & 1;
  }

  /** Skips so many bits; false if they are not there. */
  boolean skip(int count) {
    int missing = count;
    while (missing > left) {
      missing -= left;
      left = 0;
      if (!load()) {
        return false;
      }
    }
    left -= missing;
    return true;
  }

  /** Goes on after the restart marker that must come now; false if it does not. */
  boolean restart() {
    left = 0;
    while (position + 1 < bytes.limit() && octet(position) == 0xFF) {
      int code = octet(position + 1);
      if (code >= 0xD0 && code <= 0xD7) {
        position += 2;
        return true;
      }
      if (code != 0xFF) {
        return false;
      }
      position++;
    }
    return false;
  }

  /** Where the byte after the last one that was read is. */
  int position() {
    return position;
  }

  private boolean load() {
    if (position >= bytes.limit()) {
      return false;
    }
    int octet = octet(position);
    if (octet == 0xFF) {
      if (position + 1 >= bytes.limit() || octet(position + 1) != 0) {
        return false;
      }
      position++;
    }
    position++;
    current = octet;
    left = 8;
    return true;
  }

  private int octet(int offset) {
    return bytes.get(offset) & 0xFF;
  }
}
