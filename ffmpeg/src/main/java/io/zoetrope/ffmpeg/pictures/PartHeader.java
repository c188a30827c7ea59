package io.zoetrope.ffmpeg.pictures;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Recognizes the header before a picture in a multipart stream, of which only its length matters.
 * Used by one thread. Takes any number of bytes and keeps but a line's beginning.
 */
final class PartHeader {
  static final int UNKNOWN = -1;

  private static final String BOUNDARY = "--";
  private static final String FIELD = "content-";
  private static final String LENGTH = "content-length";

  private final byte[] line = new byte[64];
  private int lineLength;
  private int announced = UNKNOWN;
  private boolean within;
  private boolean ended;
  private boolean complete;

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

  /** Whether the line before was one of a header. */
  boolean isWithin() {
    return within;
  }

  boolean isComplete() {
    return complete;
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
    if (text.isEmpty()) {
      ended |= within;
      complete |= within;
      within = false;
      return;
    }
    ended = false;
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.startsWith(BOUNDARY)) {
      announced = UNKNOWN;
    }
    // What follows a picture may hold such bytes too, but not a block of such lines.
    within =
        (within || lower.startsWith(BOUNDARY) || lower.startsWith(FIELD))
            && text.chars().allMatch(letter -> letter >= ' ' && letter < 127);
    int colon = lower.indexOf(':');
    if (colon > 0 && lower.substring(0, colon).strip().equals(LENGTH)) {
      announced = parse(text.substring(colon + 1).strip());
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
