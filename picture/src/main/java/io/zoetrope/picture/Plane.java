package io.zoetrope.picture;

import java.util.Arrays;

/** One component's samples. Areas are in pixels; a sample covered in part changes in part. */
final class Plane {
  private final int pictureWidth;
  private final int pictureHeight;
  private final int shift;
  private final int width;
  private final int height;
  private final byte[] samples;

  /** All zeros. A shift of 0 is a sample for each pixel, 1 is one for two by two pixels. */
  Plane(int pictureWidth, int pictureHeight, int shift) {
    this.pictureWidth = pictureWidth;
    this.pictureHeight = pictureHeight;
    this.shift = shift;
    width = (pictureWidth + shift) >> shift;
    height = (pictureHeight + shift) >> shift;
    samples = new byte[width * height];
  }

  /** In samples, as is the height. */
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

  /** The last sample of an odd row or column stands for pixels outside the picture too. */
  void fill(Area area, int value) {
    int right = area.right() == pictureWidth ? width << shift : area.right();
    int bottom = area.bottom() == pictureHeight ? height << shift : area.bottom();
    int innerLeft = (area.left() + shift) >> shift;
    int innerRight = Math.max(innerLeft, right >> shift);
    for (int row = area.top() >> shift; row << shift < bottom; row++) {
      int rows = Math.min((row + 1) << shift, bottom) - Math.max(row << shift, area.top());
      int start = row * width;
      if ((area.left() & shift) != 0) {
        mix(start + (area.left() >> shift), value, rows, 4);
      }
      if (rows == 1 << shift) {
        Arrays.fill(samples, start + innerLeft, start + innerRight, (byte) value);
      } else {
        for (int column = innerLeft; column < innerRight; column++) {
          mix(start + column, value, 2, 4);
        }
      }
      if ((right & shift) != 0 && right >> shift >= innerLeft) {
        mix(start + innerRight, value, rows, 4);
      }
    }
  }

  void copy(Plane other, Area area) {
    int left = area.left() >> shift;
    int length = ((area.right() + shift) >> shift) - left;
    for (int row = area.top() >> shift; row << shift < area.bottom(); row++) {
      System.arraycopy(other.samples, row * width + left, samples, row * width + left, length);
    }
  }

  /** Draws in one value through a mask of pixels, the top left corner of which is at (x, y). */
  void blend(Area area, int x, int y, int maskWidth, byte[] mask, int value) {
    for (int row = area.top() >> shift; row << shift < area.bottom(); row++) {
      int start = row * width;
      if (shift == 0) {
        int maskRow = (row - y) * maskWidth - x;
        for (int column = area.left(); column < area.right(); column++) {
          mix(start + column, value, mask[maskRow + column] & 0xFF, 255);
        }
        continue;
      }
      int top = Math.max(row * 2, area.top());
      int bottom = Math.min(row * 2 + 2, area.bottom());
      for (int column = area.left() >> 1; column * 2 < area.right(); column++) {
        int right = Math.min(column * 2 + 2, area.right());
        int alpha = 0;
        for (int maskRow = top; maskRow < bottom; maskRow++) {
          int maskStart = (maskRow - y) * maskWidth - x;
          for (int pixel = Math.max(column * 2, area.left()); pixel < right; pixel++) {
            alpha += mask[maskStart + pixel] & 0xFF;
          }
        }
        mix(start + column, value, alpha, 4 * 255);
      }
    }
  }

  /** Called with constants for the whole, because a division by a variable is slow. */
  private void mix(int index, int value, int part, int whole) {
    if (part != 0) {
      int old = samples[index] & 0xFF;
      samples[index] = (byte) ((old * (whole - part) + value * part + whole / 2) / whole);
    }
  }
}
