package io.zoetrope.web.mjpeg;

import io.netty.buffer.ByteBuf;
import io.netty.channel.DefaultFileRegion;
import java.nio.channels.FileChannel;

/**
 * What a viewer is sent of a frame: {@code sizeBytes} of its framed bytes from {@code offset} on.
 * Any thread. Holds no reference: whoever sends it keeps one to the frame until it is sent.
 */
record Part(MultipartFrame frame, int offset, int sizeBytes) {

  /** The part as it lies in the frame's buffer. The reference taken is the caller's. */
  ByteBuf inBuffer() {
    return frame.bytes().retainedSlice(offset, sizeBytes);
  }

  /** As {@link #inBuffer}, without a reference. */
  ByteBuf view() {
    return frame.bytes().slice(offset, sizeBytes);
  }

  /**
   * What to write to a channel: a region of the frame's file where there is one.
   *
   * @param expected how many viewers the frame will have, if that is known, else 0
   */
  Object toWrite(int expected) {
    FileChannel file = frame.file(expected);
    return file == null ? inBuffer() : new Region(file, offset, sizeBytes);
  }

  private static final class Region extends DefaultFileRegion {
    Region(FileChannel file, int offset, int sizeBytes) {
      super(file, offset, sizeBytes);
    }

    /** The file is the frame's, and is sent to others too. */
    @Override
    protected void deallocate() {}
  }
}
