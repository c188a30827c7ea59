package io.zoetrope.drivers.support;

/**
 * Finds the end of a JPEG by its markers, however the bytes are cut into pieces. Used by one
 * thread.
 *
 * <p>Segments are skipped by their lengths, so a thumbnail's markers do not count. In the coded
 * data (ITU T.81, B.1.1.5) a marker is 0xFF and a code; 0xFF00 is data.
 */
final class JpegScanner {
  private static final int SOI = 0xD8;
  private static final int EOI = 0xD9;
  private static final int SOS = 0xDA;

  /** How far into the picture the scanner is. */
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
  private boolean sawSecondPicture;

  /** Begins anew, behind the start-of-image marker. */
  void restart() {
    place = Place.MARKER;
    sawSecondPicture = false;
  }

  /** Whether the end-of-image marker was found. */
  boolean isWhole() {
    return place == Place.WHOLE;
  }

  /** Whether this cannot become a picture. */
  boolean isBroken() {
    return place == Place.BROKEN;
  }

  /** Whether it is broken because another picture's start-of-image marker was just scanned. */
  boolean sawSecondPicture() {
    return sawSecondPicture;
  }

  /**
   * Goes on from {@code from} until the picture is whole or broken, or {@code to} is reached.
   *
   * @return the index behind the last byte that was scanned
   */
  int scan(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && place != Place.WHOLE && place != Place.BROKEN) {
      switch (place) {
        case DATA -> at = skipData(bytes, at, to);
        case SEGMENT -> at = skipSegment(at, to);
        default -> step(bytes[at++] & 0xFF);
      }
    }
    return at;
  }

  private int skipData(byte[] bytes, int from, int to) {
    for (int at = from; at < to; at++) {
      if (bytes[at] == (byte) 0xFF) {
        place = Place.DATA_CODE;
        return at + 1;
      }
    }
    return to;
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
      case MARKER -> place = octet == 0xFF ? Place.CODE : Place.BROKEN;
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

  private void readCode(int octet) {
    code = octet;
    place =
        switch (octet) {
          case 0xFF -> Place.CODE;
          case 0x01, 0xD0, 0xD1, 0xD2, 0xD3, 0xD4, 0xD5, 0xD6, 0xD7 -> Place.MARKER;
          case EOI -> Place.WHOLE;
          case 0x00 -> Place.BROKEN;
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
