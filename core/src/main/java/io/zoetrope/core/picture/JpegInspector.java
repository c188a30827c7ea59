package io.zoetrope.core.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Tells a whole JPEG picture from a broken one without decoding it. Any thread.
 *
 * <p>It reads the header and the last bytes only, and does not see damage in between.
 */
public final class JpegInspector {
  /** How many bytes may follow the end of a picture, not counting zeros at the very end. */
  static final int MAX_STRAY_BYTES = 4096;

  private static final int END_OF_IMAGE = 0xFFD9;

  private JpegInspector() {}

  /**
   * Looks at the bytes from position to limit. Changes neither them nor the buffer, copies nothing
   * and never throws.
   */
  public static JpegInspection inspect(ByteBuffer picture) {
    ByteBuffer bytes = picture.slice().order(ByteOrder.BIG_ENDIAN);
    var header = new JpegHeader(bytes);
    String problem = header.read();
    if (problem != null) {
      return new JpegInspection.Broken(problem);
    }
    int end = end(bytes, header.dataOffset());
    if (end < 0) {
      return new JpegInspection.Broken("truncated: no end-of-image marker");
    }
    if (end == header.dataOffset() + 2) {
      return new JpegInspection.Broken("empty: no picture data between header and end");
    }
    return header.picture(end);
  }

  /** Where the picture ends, or -1. */
  private static int end(ByteBuffer bytes, int dataOffset) {
    int last = bytes.limit();
    while (last - 8 >= dataOffset && bytes.getLong(last - 8) == 0) {
      last -= 8;
    }
    while (last > dataOffset && bytes.get(last - 1) == 0) {
      last--;
    }
    int first = Math.max(dataOffset, last - 2 - MAX_STRAY_BYTES);
    for (int offset = last - 2; offset >= first; offset--) {
      if ((bytes.getShort(offset) & 0xFFFF) == END_OF_IMAGE) {
        return offset + 2;
      }
    }
    return -1;
  }
}
