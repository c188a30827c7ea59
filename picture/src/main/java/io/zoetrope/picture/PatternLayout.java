package io.zoetrope.picture;

/** Where the parts of the test pattern are, in pixels: bars with the dial, ramp, sweep, panel. */
final class PatternLayout {
  private static final int CLOCK_CHARACTERS = 12;

  /** Room for nine digits and a gap before the format. */
  private static final int FRAME_CHARACTERS = 16;

  /** Smaller notes cannot be read. */
  private static final int MIN_NOTE_HEIGHT = 8;

  final int width;
  final int height;
  final int rampTop;
  final int sweepTop;
  final int panelTop;
  final int margin;
  final int clockTop;
  final int clockHeight;
  final int noteTop;
  final int noteHeight;
  final boolean showsFormat;

  /** The format shares a line with the frame number, where there is room for it. */
  PatternLayout(int width, int height, String format) {
    this.width = width;
    this.height = height;
    rampTop = even(height * 0.56);
    sweepTop = even(height * 0.63);
    panelTop = even(height * 0.68);
    margin = width / 32;
    int textWidth = width - 2 * margin;
    int clockSpace = (height - panelTop) * 3 / 5;
    clockHeight = fitting(clockSpace * 9 / 10, textWidth, CLOCK_CHARACTERS);
    clockTop = panelTop + (clockSpace - clockHeight) / 2;
    noteTop = panelTop + clockSpace;
    int noteSpace = height - noteTop;
    int fitting = fitting(noteSpace * 2 / 3, textWidth, FRAME_CHARACTERS + format.length());
    showsFormat = fitting >= MIN_NOTE_HEIGHT;
    noteHeight = showsFormat ? fitting : Math.min(MIN_NOTE_HEIGHT, noteSpace);
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
