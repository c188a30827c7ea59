package io.zoetrope.drivers.support;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * What stands before a picture in a multipart stream, of which only its length matters. Used by one
 * thread. Takes any number of bytes and keeps but a line's beginning.
 */
final class PartHeader {
  static final int UNKNOWN = -1;

  private static final String LENGTH = "content-length:";

  private final byte[] line = new byte[64];
  private int lineLength;
  private int announced = UNKNOWN;
  private boolean ended;

  /** Begins anew, behind a picture. */
  void restart() {
    lineLength = 0;
    announced = UNKNOWN;
    ended = false;
  }

  /**
   * Takes the next byte; the first of a start-of-image marker among them, as one knows it only by
   * the second.
   */
  void append(int octet) {
    if (octet == '\n') {
      endLine();
    } else {
      if (lineLength < line.length) {
        line[lineLength] = (byte) octet;
      }
      lineLength++;
    }
  }

  /**
   * How long the picture is that begins now, right behind the empty line of its header; if anything
   * else stands between them the length is of something else.
   */
  int pictureBytes() {
    boolean nothingBetween = ended && lineLength == 1;
    return nothingBetween ? announced : UNKNOWN;
  }

  private void endLine() {
    String text =
        new String(line, 0, Math.min(lineLength, line.length), StandardCharsets.ISO_8859_1).strip();
    lineLength = 0;
    ended = text.isEmpty() && (announced != UNKNOWN || ended);
    if (text.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
      announced = parse(text.substring(LENGTH.length()).strip());
    }
  }

  private static int parse(String text) {
    try {
      return Math.max(UNKNOWN, Integer.parseInt(text));
    } catch (NumberFormatException e) {
      return UNKNOWN;
    }
  }
}
