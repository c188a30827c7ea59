package io.zoetrope.drivers.opencv;

import io.zoetrope.picture.TextMask;
import java.text.Normalizer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;

/**
 * A caption on a dark bar at the lower left of a picture. Keeps the line drawn last, because most
 * pictures have the same. Used by one thread at a time.
 */
final class Caption implements AutoCloseable {
  private static final int MOST_CHARACTERS = 200;
  private static final int CHANNELS = 3;

  /** How much of the picture shows through the bar, of 255. */
  private static final int SHOWS_THROUGH = 100;

  /** What of the picture is left, and the white that is added to it; both of 255. */
  private final Mat left = new Mat();

  private final Mat white = new Mat();
  private String drawn = "";
  private int pictureWidth;
  private int pictureHeight;

  void draw(String text, Mat picture) {
    if (!text.equals(drawn) || picture.cols() != pictureWidth || picture.rows() != pictureHeight) {
      prepare(text, picture.cols(), picture.rows());
    }
    if (left.empty()) {
      return;
    }
    int margin = margin(textHeight());
    try (Rect place =
            new Rect(margin, picture.rows() - margin - left.rows(), left.cols(), left.rows());
        Mat bar = new Mat(picture, place)) {
      opencv_core.multiply(bar, left, bar, 1.0 / 255, -1);
      opencv_core.add(bar, white, bar);
    }
  }

  private void prepare(String text, int width, int height) {
    drawn = text;
    pictureWidth = width;
    pictureHeight = height;
    int padding = textHeight() / 4;
    int around = 2 * (margin(textHeight()) + padding);
    TextMask letters = TextMask.of(line(text), textHeight(), width - around);
    if (letters.width() == 0 || textHeight() + around > height) {
      left.release();
      white.release();
      return;
    }
    int rows = letters.height() + 2 * padding;
    int columns = letters.width() + 2 * padding;
    var leftBytes = new byte[rows * columns * CHANNELS];
    var whiteBytes = new byte[leftBytes.length];
    for (int i = 0; i < leftBytes.length; i++) {
      int x = i / CHANNELS % columns - padding;
      int y = i / CHANNELS / columns - padding;
      boolean beside = x < 0 || y < 0 || x >= letters.width() || y >= letters.height();
      int coverage = beside ? 0 : letters.coverage(x, y);
      leftBytes[i] = (byte) (SHOWS_THROUGH * (255 - coverage) / 255);
      whiteBytes[i] = (byte) coverage;
    }
    fill(left, rows, columns, leftBytes);
    fill(white, rows, columns, whiteBytes);
  }

  private static void fill(Mat mat, int rows, int columns, byte[] bytes) {
    mat.create(rows, columns, opencv_core.CV_8UC3);
    try (BytePointer data = mat.data()) {
      data.put(bytes);
    }
  }

  /** Letters with their accents in one, as the font has them. */
  private static String line(String text) {
    String cut = text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS);
    return Normalizer.normalize(cut, Normalizer.Form.NFC).strip();
  }

  private int textHeight() {
    return Math.max(12, Math.min(pictureWidth, pictureHeight) / 24);
  }

  private static int margin(int textHeight) {
    return textHeight / 3;
  }

  @Override
  public void close() {
    left.close();
    white.close();
  }
}
