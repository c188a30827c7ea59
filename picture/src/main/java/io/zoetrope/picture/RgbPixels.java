package io.zoetrope.picture;

/** Turns red, green and blue into what JPEG stores: {@link Ink}'s sums, in whole numbers. */
final class RgbPixels {
  private static final int SHIFT = 16;
  private static final int HALF = 1 << (SHIFT - 1);
  private static final int Y_RED = weight(0.299);
  private static final int Y_BLUE = weight(0.114);
  private static final int Y_GREEN = (1 << SHIFT) - Y_RED - Y_BLUE;
  private static final int CB_RED = weight(0.168736);
  private static final int CB_GREEN = (1 << (SHIFT - 1)) - CB_RED;
  private static final int CR_BLUE = weight(0.081312);
  private static final int CR_GREEN = (1 << (SHIFT - 1)) - CR_BLUE;

  private RgbPixels() {}

  /** Fills the planes of a picture; those of colour have a sample for two by two pixels. */
  static void copy(int[] rgb, Plane luma, Plane cb, Plane cr) {
    int width = luma.width();
    byte[] brightness = luma.samples();
    for (int row = 0; row < luma.height(); row += 2) {
      int below = row + 1 < luma.height() ? width : 0;
      int colour = (row >> 1) * cb.width();
      for (int column = 0; column < width; column += 2) {
        int at = row * width + column;
        int right = column + 1 < width ? 1 : 0;
        int first = rgb[at];
        int second = rgb[at + right];
        int third = rgb[at + below];
        int fourth = rgb[at + below + right];
        brightness[at] = luma(first);
        brightness[at + right] = luma(second);
        brightness[at + below] = luma(third);
        brightness[at + below + right] = luma(fourth);
        int red = (red(first) + red(second) + red(third) + red(fourth) + 2) >> 2;
        int green = (green(first) + green(second) + green(third) + green(fourth) + 2) >> 2;
        int blue = (blue(first) + blue(second) + blue(third) + blue(fourth) + 2) >> 2;
        cb.samples()[colour] = chroma((blue << (SHIFT - 1)) - CB_RED * red - CB_GREEN * green);
        cr.samples()[colour] = chroma((red << (SHIFT - 1)) - CR_GREEN * green - CR_BLUE * blue);
        colour++;
      }
    }
  }

  private static byte luma(int rgb) {
    return (byte) ((Y_RED * red(rgb) + Y_GREEN * green(rgb) + Y_BLUE * blue(rgb) + HALF) >> SHIFT);
  }

  private static byte chroma(int difference) {
    return (byte) Math.min(255, 128 + ((difference + HALF) >> SHIFT));
  }

  private static int red(int rgb) {
    return (rgb >> 16) & 0xFF;
  }

  private static int green(int rgb) {
    return (rgb >> 8) & 0xFF;
  }

  private static int blue(int rgb) {
    return rgb & 0xFF;
  }

  private static int weight(double part) {
    return (int) Math.round(part * (1 << SHIFT));
  }
}
