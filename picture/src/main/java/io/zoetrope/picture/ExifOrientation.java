package io.zoetrope.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads from EXIF data how to turn a picture (EXIF 3.0, 4.6; TIFF 6.0, section 2). Any thread. */
final class ExifOrientation {
  /** For a segment that holds no EXIF data. */
  static final int UNKNOWN = 0;

  static final int UPRIGHT = 1;

  private static final int LAST = 8;
  private static final long EXIF = 0x4578_6966_0000L;
  private static final int EXIF_BYTES = 6;
  private static final int LITTLE_ENDIAN = 0x4949;
  private static final int TIFF_HEAD_BYTES = 8;
  private static final int ENTRY_BYTES = 12;
  private static final int ORIENTATION = 0x0112;
  private static final int SHORT = 3;

  private ExifOrientation() {}

  /**
   * The orientation, 1 to 8, that the content of an APP1 segment says: 1 where EXIF data has none,
   * 0 where it is other data. The bytes are big-endian.
   */
  static int of(ByteBuffer bytes, int from, int to) {
    if (to - from < EXIF_BYTES + TIFF_HEAD_BYTES || bytes.getLong(from) >>> 16 != EXIF) {
      return UNKNOWN;
    }
    ByteBuffer tiff = bytes.slice(from + EXIF_BYTES, to - from - EXIF_BYTES);
    if (tiff.getShort(0) == LITTLE_ENDIAN) {
      tiff.order(ByteOrder.LITTLE_ENDIAN);
    }
    long directory = Integer.toUnsignedLong(tiff.getInt(4));
    if (directory < TIFF_HEAD_BYTES || directory + Short.BYTES > tiff.limit()) {
      return UPRIGHT;
    }
    int at = (int) directory + Short.BYTES;
    int entries = Short.toUnsignedInt(tiff.getShort((int) directory));
    for (; entries > 0 && at + ENTRY_BYTES <= tiff.limit(); entries--, at += ENTRY_BYTES) {
      if (tiff.getShort(at) == ORIENTATION) {
        int value = tiff.getShort(at + 2) == SHORT ? tiff.getShort(at + 8) : UPRIGHT;
        return value >= UPRIGHT && value <= LAST ? value : UPRIGHT;
      }
    }
    return UPRIGHT;
  }
}
