package io.zoetrope.picture;

/**
 * Where the parts of the test pattern are, in pixels. Downwards: colour bars with the dial, ramp,
 * sweep, panel.
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
    int noteHeight,
    boolean showsFormat) {
  private static final int CLOCK_CHARACTERS = 12;

  /** Room for nine digits and a gap before the format. */
  private static final int FRAME_CHARACTERS = 16;

  /** Smaller notes cannot be read. */
  private static final int MIN_NOTE_HEIGHT = 8;

  /** The format shares a line with the frame number, where there is room for it. */
  static PatternLayout of(int width, int height, String format) {
    int panelTop = even(height * 0.68);
    int margin = width / 32;
    int textWidth = width - 2 * margin;
    int clockSpace = (height - panelTop) * 3 / 5;
    int clockHeight = fitting(clockSpace * 9 / 10, textWidth, CLOCK_CHARACTERS);
    int noteSpace = height - panelTop - clockSpace;
    int noteHeight = fitting(noteSpace * 2 / 3, textWidth, FRAME_CHARACTERS + format.length());
    boolean showsFormat = noteHeight >= MIN_NOTE_HEIGHT;
    return new PatternLayout(
        width,
        height,
        even(height * 0.56),
        even(height * 0.63),
        panelTop,
        margin,
        panelTop + (clockSpace - clockHeight) / 2,
        clockHeight,
        panelTop + clockSpace,
        showsFormat ? noteHeight : Math.min(MIN_NOTE_HEIGHT, noteSpace),
        showsFormat);
  }

  /** The greatest height up to this one at which so many characters are not wider than this. */
  private static int fitting(int height, int width, int characters) {
    int fitting = Math.min(height, PixelFont.MAX_HEIGHT);
    while (fitting > 1 && PixelFont.advance(fitting) * characters > width) {
      fitting--;
    }
    return fitting;
  }

  /** The chroma samples of even rows are not shared with the row above. */
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
