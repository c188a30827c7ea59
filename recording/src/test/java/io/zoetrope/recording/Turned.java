package io.zoetrope.recording;

import java.awt.Color;
import java.awt.image.BufferedImage;

/** Pictures turned as EXIF says, by a way of their own. */
final class Turned {
  private static final int RASTER = 16;

  private Turned() {}

  /** The picture as people see it whose file says this, 1 to 8. */
  static BufferedImage by(int orientation, BufferedImage picture) {
    int width = picture.getWidth();
    int height = picture.getHeight();
    boolean swapped = orientation > 4;
    BufferedImage turned =
        new BufferedImage(
            swapped ? height : width, swapped ? width : height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int right = width - 1 - x;
        int below = height - 1 - y;
        int rgb = picture.getRGB(x, y);
        switch (orientation) {
          case 2 -> turned.setRGB(right, y, rgb);
          case 3 -> turned.setRGB(right, below, rgb);
          case 4 -> turned.setRGB(x, below, rgb);
          case 5 -> turned.setRGB(y, x, rgb);
          case 6 -> turned.setRGB(below, x, rgb);
          case 7 -> turned.setRGB(below, right, rgb);
          case 8 -> turned.setRGB(y, right, rgb);
          default -> turned.setRGB(x, y, rgb);
        }
      }
    }
    return turned;
  }

  /** How unlike two pictures of one size are. */
  static long difference(BufferedImage one, BufferedImage other) {
    long difference = 0;
    for (int i = 0; i < RASTER * RASTER; i++) {
      int x = (2 * (i % RASTER) + 1) * one.getWidth() / (2 * RASTER);
      int y = (2 * (i / RASTER) + 1) * one.getHeight() / (2 * RASTER);
      Color here = new Color(one.getRGB(x, y));
      Color there = new Color(other.getRGB(x, y));
      difference += Math.abs(here.getRed() - there.getRed());
      difference += Math.abs(here.getGreen() - there.getGreen());
      difference += Math.abs(here.getBlue() - there.getBlue());
    }
    return difference;
  }
}
