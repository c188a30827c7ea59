package io.zoetrope.picture;

import java.util.Arrays;

/** The samples of one component, row by row. */
final class Plane {
  private final int width;
  private final int height;
  private final byte[] samples;

  Plane(int width, int height) {
    this.width = width;
    this.height = height;
    samples = new byte[width * height];
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** The samples themselves, not a copy. */
  byte[] samples() {
    return samples;
  }

  void fill(Area area, int value) {
    for (int row = area.top(); row < area.bottom(); row++) {
      Arrays.fill(samples, row * width + area.left(), row * width + area.right(), (byte) value);
    }
  }

  void copy(Plane other, Area area) {
    int length = area.right() - area.left();
    for (int row = area.top(); row < area.bottom(); row++) {
      int start = row * width + area.left();
      System.arraycopy(other.samples, start, samples, start, length);
    }
  }

  /** Draws in one value through a mask, the top left corner of which is at (x, y). */
  void blend(Area area, int x, int y, int maskWidth, byte[] mask, int value) {
    for (int row = area.top(); row < area.bottom(); row++) {
      int maskRow = (row - y) * maskWidth - x;
      for (int column = area.left(); column < area.right(); column++) {
        int alpha = mask[maskRow + column] & 0xFF;
        if (alpha != 0) {
          mix(row * width + column, value, alpha, 255);
        }
      }
    }
  }

  void mix(int index, int value, int part, int whole) {
    int old = samples[index] & 0xFF;
    samples[index] = (byte) ((old * (whole - part) + value * part + whole / 2) / whole);
  }
}
