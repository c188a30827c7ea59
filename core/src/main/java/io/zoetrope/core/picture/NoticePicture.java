package io.zoetrope.core.picture;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * The picture that viewers see instead of a camera that fails: which camera, what is wrong, what
 * happens next. Any thread.
 */
public final class NoticePicture {
  private static final int QUALITY = 85;
  private static final int MAX_REASON_LINES = 5;

  private static final Ink TOP = Ink.rgb(0x1B2430);
  private static final Ink BOTTOM = Ink.rgb(0x10161E);
  private static final Ink SIGNAL = Ink.rgb(0xF2A93B);
  private static final Ink TITLE = Ink.rgb(0xFFFFFF);
  private static final Ink REASON = Ink.rgb(0xD7DEE8);
  private static final Ink DETAIL = Ink.rgb(0x93A1B3);
  private static final Ink RULE = Ink.rgb(0x324052);

  private final Canvas canvas;
  private final int unit;
  private final int margin;

  private NoticePicture(int width, int height) {
    canvas = new Canvas(width, height);
    unit = Math.max(1, Math.min(width * 9 / 16, height) / 36);
    margin = 3 * unit;
  }

  /**
   * Paints the notice as a JPEG file. Text that does not fit is broken into lines, and then cut.
   *
   * @param width in pixels, 1 to {@link Canvas#MAX_SIDE}; the same for height
   * @param title the camera's name
   * @param reason what is wrong, a sentence
   * @param details one line each, such as since when and when the next try is
   * @throws IllegalArgumentException if width or height is out of range
   */
  public static byte[] paint(
      int width, int height, String title, String reason, List<String> details) {
    var notice = new NoticePicture(width, height);
    notice.draw(title, reason, details);
    ByteBuffer jpeg = new JpegEncoder(QUALITY).encode(notice.canvas);
    var bytes = new byte[jpeg.remaining()];
    jpeg.get(bytes);
    return bytes;
  }

  private void draw(String title, String reason, List<String> details) {
    canvas.verticalGradient(0, 0, canvas.width(), canvas.height(), TOP, BOTTOM);
    int y = canvas.height() / 2 - 11 * unit;
    drawSign(margin + 2.5 * unit, y + 2.5 * unit);
    int titleLeft = margin + 7 * unit;
    for (String line : WordWrap.wrap(title, columns(titleLeft, 4 * unit), 1)) {
      canvas.text(titleLeft, y + unit / 2, 4 * unit, TITLE, line);
    }
    y += 7 * unit;
    for (String line : WordWrap.wrap(reason, columns(margin, 3 * unit), MAX_REASON_LINES)) {
      canvas.text(margin, y, 3 * unit, REASON, line);
      y += 3 * unit;
    }
    y += unit;
    canvas.rectangle(margin, y, canvas.width() - 2 * margin, Math.max(1, unit / 10), RULE);
    y += unit;
    for (String detail : details) {
      for (String line : WordWrap.wrap(detail, columns(margin, 2 * unit), 1)) {
        canvas.text(margin, y, 2 * unit, DETAIL, line);
      }
      y += 5 * unit / 2;
    }
  }

  /** A warning sign: a disc with an exclamation mark. */
  private void drawSign(double centreX, double centreY) {
    canvas.disc(centreX, centreY, 2.5 * unit, SIGNAL);
    int width = Math.max(1, Math.round(0.6f * unit));
    int left = (int) Math.round(centreX - width / 2.0);
    canvas.rectangle(
        left, (int) Math.round(centreY - 1.5 * unit), width, Math.round(1.9f * unit), TOP);
    canvas.disc(centreX, centreY + 1.3 * unit, 0.4 * unit, TOP);
  }

  /** How many characters of this height fit between {@code left} and the right margin. */
  private int columns(int left, int textHeight) {
    return (canvas.width() - margin - left) / Math.max(1, Canvas.textWidth(textHeight, "0"));
  }
}
