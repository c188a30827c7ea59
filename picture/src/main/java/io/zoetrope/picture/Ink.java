package io.zoetrope.picture;

/**
 * A colour as JPEG files store it (JFIF: ITU-R BT.601, full range). Any thread.
 *
 * @param y brightness, 0 to 255
 * @param cb blue difference, 0 to 255, 128 is grey
 * @param cr red difference, 0 to 255, 128 is grey
 */
public record Ink(int y, int cb, int cr) {
  /** Throws {@link IllegalArgumentException} if a part is outside 0 to 255. */
  public Ink {
    if (((y | cb | cr) & ~0xFF) != 0) {
      throw new IllegalArgumentException("not a colour: " + y + ", " + cb + ", " + cr);
    }
  }

  /** The colour {@code 0xRRGGBB}; higher bits are ignored. */
  public static Ink rgb(int rgb) {
    double red = (rgb >> 16) & 0xFF;
    double green = (rgb >> 8) & 0xFF;
    double blue = rgb & 0xFF;
    return new Ink(
        sample(0.299 * red + 0.587 * green + 0.114 * blue),
        sample(128 - 0.168736 * red - 0.331264 * green + 0.5 * blue),
        sample(128 + 0.5 * red - 0.418688 * green - 0.081312 * blue));
  }

  private static int sample(double value) {
    return Math.clamp(Math.round(value), 0, 255);
  }

  /** The colour {@code part} of {@code whole} steps from this one to the other. */
  Ink towards(Ink other, int part, int whole) {
    return new Ink(
        between(y, other.y, part, whole),
        between(cb, other.cb, part, whole),
        between(cr, other.cr, part, whole));
  }

  private static int between(int from, int to, int part, int whole) {
    return whole == 0 ? from : from + Math.round((to - from) * (float) part / whole);
  }
}
