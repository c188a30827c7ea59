package io.zoetrope.picture;

/**
 * One line of text to blend into a picture that is not a {@link Canvas}: one byte of coverage per
 * pixel. Any thread.
 */
public final class TextMask {
  private static final String ELLIPSIS = "…";

  private final int width;
  private final int height;
  private final byte[] coverage;

  private TextMask(int width, int height) {
    this.width = width;
    this.height = height;
    coverage = new byte[width * height];
  }

  /**
   * Knows the characters that {@link Canvas#text} knows. A text that is too wide is cut and ends
   * with an ellipsis; where not even that has room, the mask is empty.
   *
   * @param heightPixels from the highest accent to the lowest descender, 1 to 1024
   */
  public static TextMask of(String text, int heightPixels, int maxWidthPixels) {
    var font = new ScaledFont(Math.clamp(heightPixels, 1, PixelFont.MAX_HEIGHT));
    int[] characters = shortened(text, maxWidthPixels / font.advance()).codePoints().toArray();
    var mask = new TextMask(characters.length * font.advance(), font.height());
    for (int i = 0; i < characters.length; i++) {
      mask.put(font.coverage(characters[i]), i * font.advance(), font.advance());
    }
    return mask;
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /** How much of this pixel is letter, 0 to 255. */
  public int coverage(int x, int y) {
    return coverage[y * width + x] & 0xFF;
  }

  private void put(byte[] cell, int left, int cellWidth) {
    for (int row = 0; row < height; row++) {
      System.arraycopy(cell, row * cellWidth, coverage, row * width + left, cellWidth);
    }
  }

  private static String shortened(String text, int columns) {
    if (text.codePointCount(0, text.length()) <= columns) {
      return text;
    }
    return columns < 1 ? "" : text.substring(0, text.offsetByCodePoints(0, columns - 1)) + ELLIPSIS;
  }
}
