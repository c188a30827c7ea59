package io.zoetrope.core.picture;

/**
 * Where the parts of the test pattern are, in pixels. From the top: colour bars with the dial,
 * ramp, sweep, panel.
 */
record PatternLayout(
    int width,
    int height,
    int rampTop,
    int sweepTop,
    int panelTop,
    int margin,
    int clockTop,
    int clockHeight,
    int noteTop,
    int noteHeight) {
  private static final int CLOCK_CHARACTERS = 12;
  private static final int NOTE_CHARACTERS = 32;

  PatternLayout(int width, int height) {
    this(width, height, even(height * 0.56), even(height * 0.63), even(height * 0.68));
  }

  private PatternLayout(int width, int height, int rampTop, int sweepTop, int panelTop) {
    this(width, height, rampTop, sweepTop, panelTop, width / 32, (height - panelTop) * 3 / 5);
  }

  private PatternLayout(
      int width, int height, int rampTop, int sweepTop, int panelTop, int margin, int clockSpace) {
    this(
        width,
        height,
        rampTop,
        sweepTop,
        panelTop,
        margin,
        panelTop
            + (clockSpace - fitting(clockSpace * 9 / 10, width - 2 * margin, CLOCK_CHARACTERS)) / 2,
        fitting(clockSpace * 9 / 10, width - 2 * margin, CLOCK_CHARACTERS),
        panelTop + clockSpace,
        fitting((height - panelTop - clockSpace) * 2 / 3, width - 2 * margin, NOTE_CHARACTERS));
  }

  /**
   * The greatest height of text up to {@code height} at which so many characters are not wider than
   * this.
   */
  private static int fitting(int height, int width, int characters) {
    int fitting = Math.min(height, PixelFont.MAX_HEIGHT);
    while (fitting > 1 && PixelFont.advance(fitting) * characters > width) {
      fitting--;
    }
    return fitting;
  }

  private static int even(double value) {
    return (int) value & ~1;
  }

  int dialX() {
    return width / 2;
  }

  int dialY() {
    return rampTop / 2;
  }

  double dialRadius() {
    return Math.min(rampTop * 0.45, width * 0.3);
  }

  int formatX(String format) {
    return width - margin - Canvas.textWidth(noteHeight, format);
  }
}
