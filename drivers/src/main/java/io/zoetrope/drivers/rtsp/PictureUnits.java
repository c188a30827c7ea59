package io.zoetrope.drivers.rtsp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.zoetrope.core.codec.NalUnits;

/** Collects the units of one picture, each behind its length. Used by one thread. */
final class PictureUnits {
  /** As large as a picture of any source may be. */
  static final int MOST_BYTES = 32 << 20;

  private static final int USUAL_BYTES = 64 << 10;
  private static final int NONE = -1;

  private ByteBuf data = Unpooled.buffer(USUAL_BYTES);
  private int open = NONE;
  private boolean damaged;

  /** Adds a whole unit. */
  void add(ByteBuf unit) {
    end();
    if (unit.isReadable() && hasRoomFor(unit)) {
      data.writeInt(unit.readableBytes()).writeBytes(unit);
    }
  }

  /** Begins a unit that comes in fragments, with its first bytes. */
  void begin(int... header) {
    end();
    open = data.writerIndex();
    data.writeInt(0);
    for (int octet : header) {
      data.writeByte(octet);
    }
  }

  void append(ByteBuf fragment) {
    if (open == NONE) {
      damaged = true; // Its beginning never came.
    } else if (hasRoomFor(fragment)) {
      data.writeBytes(fragment);
    }
  }

  /** The unit that was begun, if any, is whole. */
  void end() {
    if (open != NONE) {
      data.setInt(open, data.writerIndex() - open - NalUnits.PREFIX_BYTES);
      open = NONE;
    }
  }

  /** What has come is not what the camera sent. */
  void damage() {
    damaged = true;
  }

  boolean damaged() {
    return damaged;
  }

  boolean isEmpty() {
    return !data.isReadable();
  }

  /** All units so far: a view until the next call. */
  ByteBuf data() {
    end();
    return data;
  }

  void clear() {
    if (data.capacity() > 16 * USUAL_BYTES && data.writerIndex() < USUAL_BYTES) {
      data = Unpooled.buffer(USUAL_BYTES); // One picture was much larger than the others.
    }
    data.clear();
    open = NONE;
    damaged = false;
  }

  private boolean hasRoomFor(ByteBuf more) {
    damaged |= data.writerIndex() + more.readableBytes() > MOST_BYTES;
    return !damaged;
  }
}
