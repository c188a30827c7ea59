package io.zoetrope.picture;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Reads a JPEG's segments up to the data of its first scan. For one thread and one picture. */
final class JpegHeader {
  private static final int MAX_SIDE = 16_384;

  private final ByteBuffer bytes;
  private int width;
  private int height;
  private int components;
  private boolean progressive;
  private boolean hasQuantizationTables;
  private boolean hasHuffmanTables;
  private int orientation;
  private int scanOffset;
  private int dataOffset;

  /** Reads from 0 to the limit. */
  JpegHeader(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  /** Returns what is wrong with it, or null. */
  @Nullable String read() {
    if (bytes.limit() < 4) {
      return bytes.limit() == 0 ? "empty" : "truncated: only " + bytes.limit() + " bytes";
    }
    if (unsignedShort(0) != 0xFFD8) {
      return "not a JPEG: starts with %02X %02X %02X".formatted(octet(0), octet(1), octet(2));
    }
    int offset = 2;
    while (dataOffset == 0) {
      int marker = nextMarker(bytes, offset);
      if (marker < 0) {
        return "truncated: ends within the header";
      }
      int code = octet(marker);
      offset = marker + 1;
      if (standsAlone(code)) {
        continue;
      }
      String problem = readSegment(code, offset);
      if (problem != null) {
        return problem;
      }
      offset += unsignedShort(offset);
    }
    if (components == 0) {
      return "no frame header";
    }
    return hasQuantizationTables ? null : "no quantization tables";
  }

  /**
   * Any number of 0xFF may come before a marker's code, and stray bytes before those, which every
   * decoder skips. Returns the offset of the code, or -1 if there is none.
   */
  static int nextMarker(ByteBuffer bytes, int offset) {
    for (int at = offset; at + 1 < bytes.limit(); at++) {
      int code = bytes.get(at + 1) & 0xFF;
      if (bytes.get(at) == (byte) 0xFF && code != 0xFF && code != 0) {
        return at + 1;
      }
    }
    return -1;
  }

  /** Restart markers and TEM, which some cameras scatter. */
  static boolean standsAlone(int code) {
    return code == 0x01 || (code >= 0xD0 && code <= 0xD7);
  }

  private @Nullable String readSegment(int code, int offset) {
    if (code == 0xD8) {
      return "damaged header: a second picture begins at byte " + (offset - 2);
    }
    if (code == 0xD9) {
      return "empty: the end-of-image marker comes before any picture data";
    }
    if (bytes.limit() - offset < 2) {
      return "truncated: ends within the header";
    }
    int length = unsignedShort(offset);
    if (length < 2) {
      return "damaged header: segment FF%02X has length %d".formatted(code, length);
    }
    if (length > bytes.limit() - offset) {
      return "truncated: segment FF%02X runs past the end".formatted(code);
    }
    return switch (code) {
      case 0xC0, 0xC1, 0xC2 -> readFrameHeader(code, offset, length);
      case 0xC4 -> {
        hasHuffmanTables = true;
        yield null;
      }
      case 0xE1 -> {
        if (orientation == ExifOrientation.UNKNOWN) {
          orientation = ExifOrientation.of(bytes, offset + 2, offset + length);
        }
        yield null;
      }
      case 0xDB -> {
        hasQuantizationTables = true;
        yield null;
      }
      case 0xDA -> readScanHeader(offset, length);
      case 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF ->
          "coded in a way that browsers do not show (SOF%d)".formatted(code - 0xC0);
      default -> null;
    };
  }

  private @Nullable String readFrameHeader(int code, int offset, int length) {
    if (components != 0) {
      return "damaged header: two frame headers";
    }
    if (length < 8 || length != 8 + 3 * octet(offset + 7)) {
      return "damaged header: frame header of length " + length;
    }
    if (octet(offset + 2) != 8) {
      return "declares %d bits per sample; browsers show 8".formatted(octet(offset + 2));
    }
    height = unsignedShort(offset + 3);
    width = unsignedShort(offset + 5);
    if (width == 0 || height == 0 || width > MAX_SIDE || height > MAX_SIDE) {
      return "declares %dx%d pixels; a side is 1 to %d".formatted(width, height, MAX_SIDE);
    }
    int declared = octet(offset + 7);
    if (declared != 1 && declared != 3 && declared != 4) {
      return "declares %d colour components, not 1, 3 or 4".formatted(declared);
    }
    components = declared;
    progressive = code == 0xC2;
    return null;
  }

  private @Nullable String readScanHeader(int offset, int length) {
    if (length < 8 || length != 6 + 2 * octet(offset + 2)) {
      return "damaged header: scan header of length " + length;
    }
    scanOffset = offset - 2;
    dataOffset = offset + length;
    return null;
  }

  int dataOffset() {
    return dataOffset;
  }

  /**
   * Where the data ends of a picture without an end-of-image marker, if it is all there, before
   * {@code limit}, else -1. Of progressive pictures it is not known: they only become less sharp.
   */
  int codedEnd(int limit) {
    return progressive ? -1 : new CodedScans(bytes.slice(0, limit)).end();
  }

  JpegInspection.Picture picture(int length, boolean ended) {
    return new JpegInspection.Picture(
        width,
        height,
        Math.max(orientation, ExifOrientation.UPRIGHT),
        hasHuffmanTables,
        scanOffset,
        length,
        ended);
  }

  private int octet(int offset) {
    return bytes.get(offset) & 0xFF;
  }

  private int unsignedShort(int offset) {
    return bytes.getShort(offset) & 0xFFFF;
  }
}
