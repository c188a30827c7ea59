package io.zoetrope.picture;

/** A part of a picture, in pixels; right and bottom are just outside it. */
record Area(int left, int top, int right, int bottom) {
  boolean isEmpty() {
    return left >= right || top >= bottom;
  }

  Area roundedOutwards(int width, int height) {
    return new Area(
        left & ~1,
        top & ~1,
        Math.min(width, (right + 1) & ~1),
        Math.min(height, (bottom + 1) & ~1));
  }
}
