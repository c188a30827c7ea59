package io.zoetrope.picture;

/**
 * Scales a coverage mask with a box filter that is at least one source pixel wide: the average of
 * an area when it shrinks, linear interpolation when it grows.
 */
final class Resampling {
  private Resampling() {}

  static byte[] scale(byte[] source, int width, int height, int newWidth, int newHeight) {
    var rows = new float[height * newWidth];
    var row = new float[width];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        row[x] = source[y * width + x] & 0xFF;
      }
      for (int x = 0; x < newWidth; x++) {
        rows[y * newWidth + x] = average(row, x, newWidth);
      }
    }
    var column = new float[height];
    var result = new byte[newWidth * newHeight];
    double growth = Math.max(1.0, (double) newHeight / height);
    for (int x = 0; x < newWidth; x++) {
      for (int y = 0; y < height; y++) {
        column[y] = rows[y * newWidth + x];
      }
      for (int y = 0; y < newHeight; y++) {
        result[y * newWidth + x] = sharpened(average(column, y, newHeight), growth);
      }
    }
    return result;
  }

  /** Interpolated edges are as wide as a source pixel; this makes them one pixel wide again. */
  private static byte sharpened(float value, double growth) {
    return (byte) Math.round(Math.clamp(127.5 + (value - 127.5) * growth, 0.0, 255.0));
  }

  private static float average(float[] line, int index, int newLength) {
    double step = (double) line.length / newLength;
    double centre = (index + 0.5) * step;
    double half = Math.max(1, step) / 2;
    double from = centre - half;
    double to = centre + half;
    double sum = 0;
    int last = (int) Math.min(line.length, Math.ceil(to));
    for (int i = (int) Math.max(0, Math.floor(from)); i < last; i++) {
      sum += line[i] * (Math.min(to, i + 1) - Math.max(from, i));
    }
    return (float) (sum / (to - from));
  }
}
