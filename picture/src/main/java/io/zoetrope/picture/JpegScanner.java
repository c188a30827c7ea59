package io.zoetrope.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Finds the end of a JPEG by its markers, however the bytes are cut into pieces. Used by one
 * thread.
 *
 * <p>Segments are skipped by their lengths, so a thumbnail's markers do not count. In the coded
 * data (ITU T.81, B.1.1.5) a marker is 0xFF and a code; 0xFF00 is data.
 */
public final class JpegScanner {
  private static final int SOI = 0xD8;
  private static final int EOI = 0xD9;
  private static final int SOS = 0xDA;

  /** Decoders skip what is between segments; with more than this it is not a picture. */
  private static final int MAX_STRAY_BYTES = 64 * 1024;

  private enum Place {
    MARKER,
    CODE,
    LENGTH_HIGH,
    LENGTH_LOW,
    SEGMENT,
    DATA,
    DATA_CODE,
    WHOLE,
    BROKEN
  }

  private Place place = Place.MARKER;
  private int code;
  private int segmentLeft;
  private int strayBytes;
  private boolean sawSecondPicture;
  private int scannedBytes;
  private int dataOffset;

  /** Begins again, after the start-of-image marker. */
  public void restart() {
    beginAt(Place.MARKER);
  }

  void restartInData() {
    beginAt(Place.DATA);
  }

  private void beginAt(Place begin) {
    place = begin;
    strayBytes = 0;
    sawSecondPicture = false;
    scannedBytes = 0;
    dataOffset = -1;
  }

  /** Whether the end-of-image marker was found. */
  public boolean isWhole() {
    return place == Place.WHOLE;
  }

  /** Whether no end can be found any more. */
  public boolean isBroken() {
    return place == Place.BROKEN;
  }

  /** Whether it is broken because another picture's start-of-image marker was just scanned. */
  public boolean sawSecondPicture() {
    return sawSecondPicture;
  }

  /** How many bytes were scanned since the start-of-image marker. */
  int scannedBytes() {
    return scannedBytes;
  }

  /** Where the coded data begins, in bytes after the start-of-image marker; -1 if it has not. */
  int dataOffset() {
    return dataOffset;
  }

  /**
   * Goes on from {@code from} until the picture is whole or broken, or {@code to} is reached. Both
   * are indices of the buffer, whose position and limit do not change.
   *
   * @return the index after the last byte that was scanned
   */
  public int scan(ByteBuffer bytes, int from, int to) {
    int at = from;
    while (at < to && place != Place.WHOLE && place != Place.BROKEN) {
      switch (place) {
        case DATA -> at = skipData(bytes, at, to);
        case SEGMENT -> at = skipSegment(at, to);
        default -> step(bytes.get(at++) & 0xFF);
      }
      if (dataOffset < 0 && place == Place.DATA) {
        dataOffset = scannedBytes + at - from;
      }
    }
    scannedBytes += at - from;
    return at;
  }

  /** Nearly all bytes of a picture pass here, eight at a time. */
  private int skipData(ByteBuffer bytes, int from, int to) {
    boolean bigEndian = bytes.order() == ByteOrder.BIG_ENDIAN;
    int at = from;
    while (at + Long.BYTES < to) {
      long fills = fills(bytes.getLong(at));
      if (fills == 0) {
        at += Long.BYTES;
        continue;
      }
      int before = bigEndian ? Long.numberOfLeadingZeros(fills) : Long.numberOfTrailingZeros(fills);
      at += before / Byte.SIZE + 1;
      if (bytes.get(at) != 0) {
        place = Place.DATA_CODE;
        return at;
      }
      at++;
    }
    for (; at < to; at++) {
      if (bytes.get(at) == (byte) 0xFF) {
        place = Place.DATA_CODE;
        return at + 1;
      }
    }
    return to;
  }

  /** The highest bit of each of the eight bytes that is 0xFF. */
  private static long fills(long eight) {
    return ((eight & 0x7F7F_7F7F_7F7F_7F7FL) + 0x0101_0101_0101_0101L)
        & eight
        & 0x8080_8080_8080_8080L;
  }

  private int skipSegment(int from, int to) {
    int skipped = Math.min(segmentLeft, to - from);
    segmentLeft -= skipped;
    if (segmentLeft == 0) {
      endSegment();
    }
    return from + skipped;
  }

  private void endSegment() {
    place = code == SOS ? Place.DATA : Place.MARKER;
  }

  private void step(int octet) {
    switch (place) {
      case MARKER -> place = octet == 0xFF ? Place.CODE : stray();
      case CODE -> readCode(octet);
      case LENGTH_HIGH -> {
        segmentLeft = octet << 8;
        place = Place.LENGTH_LOW;
      }
      case LENGTH_LOW -> readLength(octet);
      case DATA_CODE -> readCodeInData(octet);
      default -> throw new IllegalStateException(place.toString());
    }
  }

  private Place stray() {
    return ++strayBytes > MAX_STRAY_BYTES ? Place.BROKEN : Place.MARKER;
  }

  private void readCode(int octet) {
    code = octet;
    place =
        switch (octet) {
          case 0xFF -> Place.CODE;
          case 0x00 -> stray();
          case 0x01, 0xD0, 0xD1, 0xD2, 0xD3, 0xD4, 0xD5, 0xD6, 0xD7 -> Place.MARKER;
          case EOI -> Place.WHOLE;
          case SOI -> secondPicture();
          default -> Place.LENGTH_HIGH;
        };
  }

  /** Only what may stand between scans is taken for a marker: anything else is damage. */
  private void readCodeInData(int octet) {
    code = octet;
    place =
        switch (octet) {
          case 0xFF -> Place.DATA_CODE;
          case EOI -> Place.WHOLE;
          case SOI -> secondPicture();
          case 0xC4, SOS, 0xDB, 0xDC, 0xDD, 0xFE -> Place.LENGTH_HIGH;
          default -> Place.DATA;
        };
  }

  private Place secondPicture() {
    sawSecondPicture = true;
    return Place.BROKEN;
  }

  private void readLength(int octet) {
    segmentLeft += octet - 2;
    if (segmentLeft < 0) {
      place = Place.BROKEN;
    } else if (segmentLeft == 0) {
      endSegment();
    } else {
      place = Place.SEGMENT;
    }
  }
}
