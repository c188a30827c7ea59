package io.zoetrope.picture;

import java.nio.ByteBuffer;

/**
 * Reads how a picture is to be turned from its EXIF data (EXIF 3.0, 4.6; TIFF 6.0, section 2). Any
 * thread.
 */
final class ExifOrientation {
  /** For a segment that holds no EXIF data. */
  static final int UNKNOWN = 0;

  static final int UPRIGHT = 1;

  private static final int LAST = 8;
  private static final long EXIF = 0x4578_6966_0000L;
  private static final int EXIF_BYTES = 6;
  private static final int TIFF_HEAD_BYTES = 8;
  private static final int ENTRY_BYTES = 12;
  private static final int ORIENTATION = 0x0112;
  private static final int SHORT = 3;

  private ExifOrientation() {}

  /**
   * The orientation, 1 to 8; 1 where EXIF data has none, 0 where this is other data.
   *
   * @param bytes big-endian
   * @param from where the content of the APP1 segment begins
   * @param to where it ends, within the buffer
   */
  static int of(ByteBuffer bytes, int from, int to) {
    int tiff = from + EXIF_BYTES;
    if (to - tiff < TIFF_HEAD_BYTES || bytes.getLong(from) >>> 16 != EXIF) {
      return UNKNOWN;
    }
    boolean little = bytes.getShort(tiff) == 0x4949;
    long directory = tiff + number(bytes, tiff + 4, Integer.BYTES, little);
    if (directory < tiff + TIFF_HEAD_BYTES || directory + Short.BYTES > to) {
      return UPRIGHT;
    }
    long entries = number(bytes, (int) directory, Short.BYTES, little);
    long at = directory + Short.BYTES;
    for (long i = 0; i < entries && at + ENTRY_BYTES <= to; i++, at += ENTRY_BYTES) {
      if (number(bytes, (int) at, Short.BYTES, little) == ORIENTATION) {
        boolean isShort = number(bytes, (int) at + 2, Short.BYTES, little) == SHORT;
        long value = number(bytes, (int) at + 8, Short.BYTES, little);
        return isShort && value >= UPRIGHT && value <= LAST ? (int) value : UPRIGHT;
      }
    }
    return UPRIGHT;
  }

  private static long number(ByteBuffer bytes, int at, int size, boolean little) {
    long value = 0;
    for (int i = 0; i < size; i++) {
      value |= (bytes.get(at + i) & 0xFFL) << (8 * (little ? i : size - 1 - i));
    }
    return value;
  }
}
