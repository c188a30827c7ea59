package io.zoetrope.picture;

import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A picture that moves and shows the time, to judge colours, smoothness and delay by. For one
 * thread at a time.
 *
 * <p>Every frame differs from the one before. Made for pictures of 64 by 64 pixels and more.
 */
public final class TestPattern {
  private static final int[] BARS = {
    0xC0C0C0, 0xC0C000, 0x00C0C0, 0x00C000, 0xC000C0, 0xC00000, 0x0000C0
  };
  private static final Ink BLACK = Ink.rgb(0x000000);
  private static final Ink WHITE = Ink.rgb(0xFFFFFF);
  private static final Ink PANEL = Ink.rgb(0x10161E);
  private static final Ink TICK = Ink.rgb(0x4A5A6E);
  private static final Ink NOTE = Ink.rgb(0x93A1B3);
  private static final Ink BALL = Ink.rgb(0xF2A93B);
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

  private static final double SECONDS_PER_TURN = 2;
  private static final double SECONDS_PER_SWEEP = 4;

  private final Canvas still;
  private final Canvas canvas;
  private final PatternLayout layout;
  private final double fps;
  private final String format;

  /**
   * @param width in pixels, 1 to {@link Canvas#MAX_SIDE}; the same for height
   * @param fps frames per second, which the movement assumes and the picture shows
   * @throws IllegalArgumentException if a side is out of range or {@code fps} is not positive and
   *     finite
   */
  public TestPattern(int width, int height, double fps) {
    if (!(fps > 0 && fps < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("frames per second must be positive, not " + fps);
    }
    this.fps = fps;
    format = width + "×" + height + "  " + rate(fps) + " fps";
    layout = new PatternLayout(width, height, format);
    still = new Canvas(width, height);
    canvas = new Canvas(width, height);
    paintStill();
    canvas.copyFrom(still, 0, 0, width, height);
  }

  private static String rate(double fps) {
    return fps == Math.rint(fps)
        ? String.valueOf((long) fps)
        : String.format(Locale.ROOT, "%.2f", fps);
  }

  /**
   * Paints one frame.
   *
   * @param frameNumber decides where the moving parts are
   * @param time what the clock shows
   * @return the picture; belongs to this pattern and is painted over by the next call
   */
  public Canvas paint(long frameNumber, LocalTime time) {
    double seconds = frameNumber / fps;
    paintDial(frameNumber, seconds);
    paintSweep(seconds);
    paintClock(frameNumber, time);
    return canvas;
  }

  private void paintStill() {
    int width = layout.width;
    still.fill(PANEL);
    for (int i = 0; i < BARS.length; i++) {
      int left = width * i / BARS.length;
      int right = width * (i + 1) / BARS.length;
      still.rectangle(left, 0, right - left, layout.rampTop, Ink.rgb(BARS[i]));
    }
    still.horizontalGradient(
        0, layout.rampTop, width, layout.sweepTop - layout.rampTop, BLACK, WHITE);
    still.disc(layout.dialX(), layout.dialY(), layout.dialRadius(), PANEL);
    for (int hour = 0; hour < 12; hour++) {
      disc(still, hour / 12.0, 0.86, hour % 3 == 0 ? 0.045 : 0.025, hour % 3 == 0 ? NOTE : TICK);
    }
    if (layout.showsFormat) {
      still.text(layout.formatX(format), layout.noteTop, layout.noteHeight, NOTE, format);
    }
  }

  private void paintDial(long frameNumber, double seconds) {
    int radius = (int) Math.ceil(layout.dialRadius());
    int left = layout.dialX() - radius;
    int top = layout.dialY() - radius;
    canvas.copyFrom(still, left, top, 2 * radius, 2 * radius);
    double turn = seconds / SECONDS_PER_TURN;
    for (int i = 4; i > 0; i--) {
      disc(canvas, turn - i * 0.022, 0.66, 0.12 - i * 0.018, BALL.towards(PANEL, i + 2, 8));
    }
    disc(canvas, turn, 0.66, 0.13, BALL);
    String count = String.valueOf(Math.floorMod(frameNumber, Math.max(1, Math.round(fps))));
    int height = radius / 2;
    canvas.text(
        layout.dialX() - Canvas.textWidth(height, count) / 2,
        layout.dialY() - height / 2,
        height,
        WHITE,
        count);
  }

  /** A disc on the dial: {@code turn} counts clockwise from the top, the rest is in its radii. */
  private void disc(Canvas target, double turn, double distance, double radius, Ink ink) {
    double angle = 2 * Math.PI * turn;
    double dialRadius = layout.dialRadius();
    target.disc(
        layout.dialX() + Math.sin(angle) * distance * dialRadius,
        layout.dialY() - Math.cos(angle) * distance * dialRadius,
        radius * dialRadius,
        ink);
  }

  private void paintSweep(double seconds) {
    int top = layout.sweepTop;
    int height = layout.panelTop - top;
    int bar = Math.max(2, height / 2);
    double passed = seconds / SECONDS_PER_SWEEP;
    int x = (int) Math.round((passed - Math.floor(passed)) * layout.width);
    canvas.copyFrom(still, 0, top, layout.width, height);
    canvas.rectangle(x, top, bar, height, WHITE);
    canvas.rectangle(x - layout.width, top, bar, height, WHITE);
  }

  private void paintClock(long frameNumber, LocalTime time) {
    int top = layout.panelTop;
    canvas.copyFrom(still, 0, top, layout.width, layout.height - top);
    canvas.text(layout.margin, layout.clockTop, layout.clockHeight, WHITE, CLOCK.format(time));
    String number = (layout.showsFormat ? "frame " : "") + frameNumber;
    canvas.text(layout.margin, layout.noteTop, layout.noteHeight, NOTE, number);
  }
}
