package io.zoetrope.picture;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A picture to draw on: one brightness sample per pixel, one colour sample per two by two pixels.
 * For one thread at a time.
 *
 * <p>Coordinates are in pixels from the top left corner. Whatever falls outside the picture is left
 * out; no coordinate or size makes a drawing method throw.
 */
public final class Canvas {
  /** The greatest width and the greatest height, in pixels. */
  public static final int MAX_SIDE = 8192;

  private static final int FONTS_KEPT = 4;

  private final int width;
  private final int height;
  private final Plane luma;
  private final Plane cb;
  private final Plane cr;

  private final Map<Integer, ScaledFont> fonts =
      new LinkedHashMap<>(2 * FONTS_KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, ScaledFont> eldest) {
          return size() > FONTS_KEPT;
        }
      };

  private byte[] coverage = new byte[0];

  /**
   * A black picture.
   *
   * @throws IllegalArgumentException if a side is not between 1 and {@link #MAX_SIDE}
   */
  public Canvas(int width, int height) {
    if (width < 1 || height < 1 || width > MAX_SIDE || height > MAX_SIDE) {
      throw new IllegalArgumentException(
          "a picture is 1 to %d pixels wide and high, not %dx%d"
              .formatted(MAX_SIDE, width, height));
    }
    this.width = width;
    this.height = height;
    luma = new Plane(width, height, 0);
    cb = new Plane(width, height, 1);
    cr = new Plane(width, height, 1);
    fill(new Ink(0, 128, 128));
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  Plane luma() {
    return luma;
  }

  Plane cb() {
    return cb;
  }

  Plane cr() {
    return cr;
  }

  public void fill(Ink ink) {
    rectangle(0, 0, width, height, ink);
  }

  public void rectangle(int x, int y, int width, int height, Ink ink) {
    Area area = clip(x, y, width, height);
    if (!area.isEmpty()) {
      luma.fill(area, ink.y());
      cb.fill(area, ink.cb());
      cr.fill(area, ink.cr());
    }
  }

  /** A rectangle that changes from one colour at its left edge to another at its right. */
  public void horizontalGradient(int x, int y, int width, int height, Ink left, Ink right) {
    Area area = clip(x, y, width, height);
    for (int column = area.left(); column < area.right(); column++) {
      Ink ink = left.towards(right, column - x, width - 1);
      rectangle(column, area.top(), 1, area.bottom() - area.top(), ink);
    }
  }

  /** A rectangle that changes from one colour at its top edge to another at its bottom. */
  public void verticalGradient(int x, int y, int width, int height, Ink top, Ink bottom) {
    Area area = clip(x, y, width, height);
    for (int row = area.top(); row < area.bottom(); row++) {
      Ink ink = top.towards(bottom, row - y, height - 1);
      rectangle(area.left(), row, area.right() - area.left(), 1, ink);
    }
  }

  /**
   * A filled circle with a smooth edge; fractions of a pixel count, so that it can move smoothly.
   */
  public void disc(double centreX, double centreY, double radius, Ink ink) {
    double reach = radius + 1;
    int left = (int) Math.max(0, Math.floor(centreX - reach));
    int top = (int) Math.max(0, Math.floor(centreY - reach));
    int right = (int) Math.min(width, Math.ceil(centreX + reach));
    int bottom = (int) Math.min(height, Math.ceil(centreY + reach));
    if (!(radius > 0) || left >= right || top >= bottom) {
      return;
    }
    int columns = right - left;
    if (coverage.length < columns * (bottom - top)) {
      coverage = new byte[columns * (bottom - top)];
    }
    for (int row = top; row < bottom; row++) {
      double dy = row + 0.5 - centreY;
      for (int column = left; column < right; column++) {
        double dx = column + 0.5 - centreX;
        double inside = radius + 0.5 - Math.sqrt(dx * dx + dy * dy);
        coverage[(row - top) * columns + column - left] =
            (byte) (int) (255 * Math.clamp(inside, 0.0, 1.0));
      }
    }
    blend(left, top, columns, bottom - top, coverage, ink);
  }

  /**
   * One line of text. Knows Latin-1 and common punctuation; any other character is drawn as a
   * question mark.
   *
   * @param x left edge of the first character
   * @param y top of the line
   * @param heightPixels height of the line, from the highest accent to the lowest descender; at
   *     most 1024
   */
  public void text(int x, int y, int heightPixels, Ink ink, String text) {
    if (heightPixels < 1) {
      return;
    }
    ScaledFont font =
        fonts.computeIfAbsent(Math.min(heightPixels, PixelFont.MAX_HEIGHT), ScaledFont::new);
    long left = x;
    for (int i = 0; i < text.length() && left < width; ) {
      int character = text.codePointAt(i);
      if (left + font.advance() > 0) {
        blend((int) left, y, font.advance(), font.height(), font.coverage(character), ink);
      }
      left += font.advance();
      i += Character.charCount(character);
    }
  }

  /** Whether {@link #text} knows all characters of this text. */
  public static boolean canWrite(String text) {
    return text.codePoints().allMatch(PixelFont::knows);
  }

  /** The width in pixels that {@link #text} takes, as far as an int can tell. */
  public static int textWidth(int heightPixels, String text) {
    if (heightPixels < 1) {
      return 0;
    }
    long advance = PixelFont.advance(Math.min(heightPixels, PixelFont.MAX_HEIGHT));
    return (int) Math.min(Integer.MAX_VALUE, advance * text.codePointCount(0, text.length()));
  }

  /**
   * Takes over a whole picture.
   *
   * @param rgb row by row, one {@code 0xRRGGBB} a pixel; higher bits are ignored
   * @throws IllegalArgumentException if these are not as many pixels as the canvas has
   */
  public void pixels(int[] rgb) {
    if (rgb.length != width * height) {
      throw new IllegalArgumentException(
          "%d pixels are not a picture of %dx%d".formatted(rgb.length, width, height));
    }
    RgbPixels.copy(rgb, luma, cb, cr);
  }

  /** Takes over a part from a canvas of the same size, rounded outwards to even coordinates. */
  void copyFrom(Canvas other, int x, int y, int width, int height) {
    if (other.width != this.width || other.height != this.height) {
      throw new IllegalArgumentException("not the same size");
    }
    Area area = clip(x, y, width, height).roundedOutwards(this.width, this.height);
    if (!area.isEmpty()) {
      luma.copy(other.luma, area);
      cb.copy(other.cb, area);
      cr.copy(other.cr, area);
    }
  }

  private void blend(int x, int y, int width, int height, byte[] alpha, Ink ink) {
    Area area = clip(x, y, width, height);
    if (!area.isEmpty()) {
      luma.blend(area, x, y, width, alpha, ink.y());
      cb.blend(area, x, y, width, alpha, ink.cb());
      cr.blend(area, x, y, width, alpha, ink.cr());
    }
  }

  private Area clip(int x, int y, int width, int height) {
    return new Area(
        Math.max(0, x),
        Math.max(0, y),
        Math.clamp((long) x + width, 0, this.width),
        Math.clamp((long) y + height, 0, this.height));
  }
}
