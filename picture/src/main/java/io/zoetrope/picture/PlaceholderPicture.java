package io.zoetrope.picture;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * The picture that viewers see instead of a camera that fails: which camera, what is wrong, what
 * happens next. Any thread.
 */
public final class PlaceholderPicture {
  private static final int QUALITY = 85;
  private static final int MAX_REASON_LINES = 5;

  private static final Ink TOP = Ink.rgb(0x1B2430);
  private static final Ink BOTTOM = Ink.rgb(0x10161E);
  private static final Ink SIGNAL = Ink.rgb(0xF2A93B);
  private static final Ink TITLE = Ink.rgb(0xFFFFFF);
  private static final Ink REASON = Ink.rgb(0xD7DEE8);
  private static final Ink DETAIL = Ink.rgb(0x93A1B3);
  private static final Ink RULE = Ink.rgb(0x3A4A5E);

  private final Canvas canvas;
  private final int unit;
  private final int margin;
  private final int signSize;
  private final int titleSize;
  private final int reasonSize;
  private final int reasonStep;
  private final int detailSize;
  private final int detailStep;

  private PlaceholderPicture(int width, int height) {
    canvas = new Canvas(width, height);
    unit = Math.max(1, Math.min(width / 56, height / 36));
    margin = 3 * unit;
    titleSize = Math.max(11, 4 * unit);
    signSize = Math.max(10, 5 * unit);
    reasonSize = Math.max(10, 3 * unit);
    reasonStep = reasonSize * 11 / 10;
    detailSize = Math.max(9, 9 * unit / 4);
    detailStep = detailSize * 6 / 5;
  }

  /**
   * Paints the placeholder as a JPEG file. Text that is too long is broken into lines, and cut
   * where no room is left.
   *
   * @param width in pixels, 1 to {@link Canvas#MAX_SIDE}; the same for height
   * @param title the camera's name
   * @param reason what is wrong, a sentence
   * @param details one line each, such as since when and when the next try is
   * @throws IllegalArgumentException if width or height is out of range
   */
  public static byte[] paint(
      int width, int height, String title, String reason, List<String> details) {
    var placeholder = new PlaceholderPicture(width, height);
    placeholder.draw(title, reason, details);
    ByteBuffer jpeg = new JpegEncoder(QUALITY).encode(placeholder.canvas);
    var bytes = new byte[jpeg.remaining()];
    jpeg.get(bytes);
    return bytes;
  }

  private void draw(String title, String reason, List<String> details) {
    int headSize = Math.max(signSize, titleSize) + unit;
    int ruleSize = 2 * unit;
    int room = canvas.height() - 2 * unit - headSize;
    int fitting = Math.clamp(room / reasonStep, 1, MAX_REASON_LINES);
    List<String> reasonLines = WordWrap.wrap(reason, columns(margin, reasonSize), fitting);
    room -= reasonLines.size() * reasonStep + ruleSize;
    int shown = Math.clamp(room / detailStep, 0, details.size());
    room -= shown * detailStep;

    canvas.verticalGradient(0, 0, canvas.width(), canvas.height(), TOP, BOTTOM);
    int y = unit + Math.max(0, room / 2);
    drawHead(y, title);
    y = drawLines(reasonLines, margin, y + headSize, reasonSize, reasonStep, REASON);
    if (shown > 0) {
      int thickness = Math.max(1, unit / 10);
      canvas.rectangle(margin, y + unit, canvas.width() - 2 * margin, thickness, RULE);
      List<String> lines = details.subList(0, shown).stream().map(this::shortened).toList();
      drawLines(lines, margin, y + ruleSize, detailSize, detailStep, DETAIL);
    }
  }

  private String shortened(String detail) {
    return String.join("", WordWrap.wrap(detail, columns(margin, detailSize), 1));
  }

  private void drawHead(int y, String title) {
    drawSign(margin + signSize / 2.0, y + signSize / 2.0);
    int left = margin + signSize * 7 / 5;
    List<String> line = WordWrap.wrap(title, columns(left, titleSize), 1);
    drawLines(line, left, y + (signSize - titleSize) / 2, titleSize, titleSize, TITLE);
  }

  /** Returns where the next line would begin. */
  private int drawLines(List<String> lines, int left, int y, int size, int step, Ink ink) {
    int top = y;
    for (String line : lines) {
      canvas.text(left, top, size, ink, line);
      top += step;
    }
    return top;
  }

  /** A warning sign: a disc with an exclamation mark. */
  private void drawSign(double centreX, double centreY) {
    double radius = signSize / 2.0;
    canvas.disc(centreX, centreY, radius, SIGNAL);
    for (double rise = 0.55; rise > -0.12; rise -= 0.02) {
      canvas.disc(centreX, centreY - rise * radius, 0.13 * radius, TOP);
    }
    canvas.disc(centreX, centreY + 0.52 * radius, 0.15 * radius, TOP);
  }

  /** How many characters of this size fit between {@code left} and the right margin. */
  private int columns(int left, int size) {
    return (canvas.width() - margin - left) / Canvas.textWidth(size, "0");
  }
}
