package io.zoetrope.picture;

import java.util.Arrays;

/**
 * One sample for every two by two pixels; a sample that is covered in part changes in part. Areas
 * are in pixels.
 */
final class ChromaPlane {
  private final int pictureWidth;
  private final int pictureHeight;
  private final Plane plane;

  ChromaPlane(int pictureWidth, int pictureHeight) {
    this.pictureWidth = pictureWidth;
    this.pictureHeight = pictureHeight;
    plane = new Plane((pictureWidth + 1) / 2, (pictureHeight + 1) / 2);
  }

  Plane plane() {
    return plane;
  }

  void fill(Area area, int value) {
    Area whole = stretched(area);
    for (int row = whole.top() >> 1; row * 2 < whole.bottom(); row++) {
      int rows = Math.min(row * 2 + 2, whole.bottom()) - Math.max(row * 2, whole.top());
      fillRow(row, rows, whole.left(), whole.right(), value);
    }
  }

  private void fillRow(int row, int rows, int left, int right, int value) {
    int start = row * plane.width();
    int innerLeft = (left + 1) >> 1;
    int innerRight = right >> 1;
    if ((left & 1) != 0) {
      plane.mix(start + (left >> 1), value, rows, 4);
    }
    if (rows == 2) {
      Arrays.fill(
          plane.samples(),
          start + innerLeft,
          start + Math.max(innerLeft, innerRight),
          (byte) value);
    } else {
      for (int column = innerLeft; column < innerRight; column++) {
        plane.mix(start + column, value, 2, 4);
      }
    }
    if ((right & 1) != 0 && innerRight >= innerLeft) {
      plane.mix(start + innerRight, value, rows, 4);
    }
  }

  void copy(ChromaPlane other, Area area) {
    plane.copy(
        other.plane,
        new Area(
            area.left() >> 1, area.top() >> 1, (area.right() + 1) >> 1, (area.bottom() + 1) >> 1));
  }

  /** Draws in one value through a mask of pixels, the top left corner of which is at (x, y). */
  void blend(Area area, int x, int y, int maskWidth, byte[] mask, int value) {
    for (int row = area.top() >> 1; row * 2 < area.bottom(); row++) {
      int top = Math.max(row * 2, area.top());
      int bottom = Math.min(row * 2 + 2, area.bottom());
      for (int column = area.left() >> 1; column * 2 < area.right(); column++) {
        int right = Math.min(column * 2 + 2, area.right());
        int alpha = 0;
        for (int maskRow = top; maskRow < bottom; maskRow++) {
          int start = (maskRow - y) * maskWidth - x;
          for (int pixel = Math.max(column * 2, area.left()); pixel < right; pixel++) {
            alpha += mask[start + pixel] & 0xFF;
          }
        }
        if (alpha != 0) {
          plane.mix(row * plane.width() + column, value, alpha, 4 * 255);
        }
      }
    }
  }

  /** The last sample of an odd row or column stands for pixels outside the picture too. */
  private Area stretched(Area area) {
    return new Area(
        area.left(),
        area.top(),
        area.right() == pictureWidth ? plane.width() * 2 : area.right(),
        area.bottom() == pictureHeight ? plane.height() * 2 : area.bottom());
  }
}
