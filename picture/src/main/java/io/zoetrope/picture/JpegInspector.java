package io.zoetrope.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Tells a whole JPEG picture from a broken one, mostly without decoding it. Any thread.
 *
 * <p>The picture is the first in the bytes: it ends at its end-of-image marker, whatever follows.
 * It reads the header and looks for that marker, and does not see damage in between. Only where
 * there is no such marker is the coded data read, to tell a picture from the beginning of one.
 */
public final class JpegInspector {
  private static final int END_OF_IMAGE = 0xFFD9;
  private static final int MARKER_BYTES = 2;

  /** Half an end marker and a line's end. */
  private static final int MAX_BYTES_BEHIND_DATA = 3;

  private JpegInspector() {}

  /**
   * Looks at the bytes from position to limit. Changes neither them nor the buffer, copies nothing
   * and never throws.
   */
  public static JpegInspection inspect(ByteBuffer picture) {
    return inspect(picture, new JpegScanner());
  }

  /**
   * As the other, without looking for the end a second time where this scanner has found it.
   *
   * @param scanned has gone over the same bytes, from after the start-of-image marker on
   */
  public static JpegInspection inspect(ByteBuffer picture, JpegScanner scanned) {
    ByteBuffer bytes = picture.slice().order(ByteOrder.BIG_ENDIAN);
    var header = new JpegHeader(bytes);
    String problem = header.read();
    if (problem != null) {
      return new JpegInspection.Broken(problem);
    }
    int end = foundEnd(scanned, header.dataOffset());
    if (end < 0) {
      end = end(bytes, header.dataOffset());
    }
    boolean hasEnd = end >= 0;
    if (!hasEnd) {
      int unpadded = unpadded(bytes, header.dataOffset());
      end = header.codedEnd(unpadded);
      if (unpadded - end > MAX_BYTES_BEHIND_DATA) {
        end = -1; // What was read as data may be something else, after the beginning of a picture.
      }
    }
    if (end < 0) {
      return new JpegInspection.Broken("truncated: no end-of-image marker");
    }
    if (end == header.dataOffset() + 2) {
      return new JpegInspection.Broken("empty: no picture data between header and end");
    }
    return header.picture(end, hasEnd);
  }

  /** What the scanner took for data and what the header says must begin at the same byte. */
  private static int foundEnd(JpegScanner scanned, int dataOffset) {
    return scanned.isWhole() && scanned.dataOffset() + MARKER_BYTES == dataOffset
        ? scanned.scannedBytes() + MARKER_BYTES
        : -1;
  }

  /** After the end-of-image marker, or -1 if there is none. */
  private static int end(ByteBuffer bytes, int dataOffset) {
    var scanner = new JpegScanner();
    scanner.restartInData();
    int scanned = scanner.scan(bytes, dataOffset, bytes.limit());
    if (scanner.isWhole()) {
      return scanned;
    }
    return scanner.sawSecondPicture() ? -1 : lastEnd(bytes, dataOffset);
  }

  /** Damage may hide the marker from whoever comes from the front. */
  private static int lastEnd(ByteBuffer bytes, int dataOffset) {
    int last = bytes.limit();
    while (last > dataOffset && bytes.get(last - 1) == 0) {
      last--;
    }
    boolean found = last - 2 >= dataOffset && (bytes.getShort(last - 2) & 0xFFFF) == END_OF_IMAGE;
    return found ? last : -1;
  }

  /** Where the padding begins, which would read as any number of dark blocks. */
  private static int unpadded(ByteBuffer bytes, int dataOffset) {
    int last = bytes.limit();
    while (last > dataOffset && (bytes.get(last - 1) == 0 || bytes.get(last - 1) == (byte) 0xFF)) {
      last--;
    }
    boolean stuffed =
        bytes.limit() - last >= 2 && bytes.get(last) == (byte) 0xFF && bytes.get(last + 1) == 0;
    return stuffed ? last + 2 : last;
  }
}
