package io.zoetrope.core.picture;

/** What {@link JpegInspector} found. Any thread. */
public sealed interface JpegInspection {
  /**
   * A picture that browsers show, as far as its header and its end tell.
   *
   * @param width in pixels, 1 to 16384
   * @param height in pixels, 1 to 16384
   * @param components 1 (grey), 3 (colour) or 4 (print colours)
   * @param progressive whether it is built up in several scans
   * @param hasHuffmanTables whether it brings its own; if not, insert {@link
   *     HuffmanTables#segment()}
   * @param scanOffset where its first start-of-scan marker is, in bytes from the start of the
   *     picture
   * @param length its bytes up to and with the end-of-image marker, without what was stuffed in
   *     after that
   */
  record Picture(
      int width,
      int height,
      int components,
      boolean progressive,
      boolean hasHuffmanTables,
      int scanOffset,
      int length)
      implements JpegInspection {}

  /**
   * Not a picture to show anybody.
   *
   * @param reason what is wrong, in words for a person, such as "truncated: no end-of-image marker"
   */
  record Broken(String reason) implements JpegInspection {}
}
