package io.zoetrope.picture;

/** What {@link JpegInspector} found. Any thread. */
public sealed interface JpegInspection {
  /**
   * A picture that browsers show, as far as its header and its end tell.
   *
   * @param width in pixels, 1 to 16384, as it is coded
   * @param height in pixels, 1 to 16384, as it is coded
   * @param orientation how EXIF says to turn it before it is shown, 1 (not at all) to 8
   * @param hasHuffmanTables whether it brings its own; if not, insert {@link
   *     HuffmanTables#segment()}
   * @param scanOffset where its first start-of-scan marker is, in bytes from the start of the
   *     picture
   * @param length its bytes up to and with the end-of-image marker, without what follows: padding,
   *     other pictures, videos
   * @param hasEnd whether it brings its end-of-image marker; if not, append one after {@code
   *     length} bytes
   */
  record Picture(
      int width,
      int height,
      int orientation,
      boolean hasHuffmanTables,
      int scanOffset,
      int length,
      boolean hasEnd)
      implements JpegInspection {

    /** Its width as people see it, in pixels. */
    public int shownWidth() {
      return swapsSides() ? height : width;
    }

    /** Its height as people see it, in pixels. */
    public int shownHeight() {
      return swapsSides() ? width : height;
    }

    private boolean swapsSides() {
      return orientation > 4;
    }
  }

  /**
   * Not a picture to show anybody.
   *
   * @param reason what is wrong, in words for a person, such as "truncated: no end-of-image marker"
   */
  record Broken(String reason) implements JpegInspection {}
}
