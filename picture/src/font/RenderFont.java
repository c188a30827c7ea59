import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.DataOutputStream;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/*
 * Renders the bitmap font of io.zoetrope.picture.PixelFont. Needed only to change the font; run it in the
 * project's root folder (Debian: apt install fonts-dejavu-core):
 *
 *   java picture/src/font/RenderFont.java
 *
 * The result is one deflated stream: cell width and height (a byte each), the number of glyphs (two bytes), their
 * characters in ascending order (two bytes each), then the cells, row by row, with 4-bit coverage, the left pixel in
 * the high half.
 */
static final Path TYPEFACE = Path.of("/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf");
static final Path RESULT =
    Path.of("picture/src/main/resources/io/zoetrope/picture/DejaVuSansMono.glyphs");
static final int CELL_WIDTH = 32;
static final int CELL_HEIGHT = 62;
static final String PUNCTUATION = "–—‘’“”•…€→";

void main() throws Exception {
  String characters = range(' ', '~') + range('\u00a0', '\u00ff') + PUNCTUATION;
  try (var out =
      new DataOutputStream(
          new DeflaterOutputStream(
              Files.newOutputStream(RESULT), new Deflater(Deflater.BEST_COMPRESSION)))) {
    out.writeByte(CELL_WIDTH);
    out.writeByte(CELL_HEIGHT);
    out.writeShort(characters.length());
    for (int i = 0; i < characters.length(); i++) {
      out.writeShort(characters.charAt(i));
    }
    Font font = fittingFont();
    for (int i = 0; i < characters.length(); i++) {
      writeCell(out, cell(font, characters.charAt(i)));
    }
  }
  System.out.println(RESULT + ": " + Files.size(RESULT) + " bytes");
}

static String range(char first, char last) {
  var characters = new StringBuilder();
  for (char c = first; c <= last; c++) {
    characters.append(c);
  }
  return characters.toString();
}

static Font fittingFont() throws Exception {
  Font font = Font.createFont(Font.TRUETYPE_FONT, new File(TYPEFACE.toString()));
  Graphics2D graphics = graphics(new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY));
  double advance = font.deriveFont(1000f).getStringBounds("0", graphics.getFontRenderContext()).getWidth();
  return font.deriveFont((float) (1000 * CELL_WIDTH / advance));
}

static BufferedImage cell(Font font, char character) {
  var image = new BufferedImage(CELL_WIDTH, CELL_HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
  Graphics2D graphics = graphics(image);
  graphics.setFont(font);
  FontMetrics metrics = graphics.getFontMetrics();
  double lineHeight = metrics.getAscent() + metrics.getDescent();
  graphics.setColor(Color.WHITE);
  graphics.drawString(
      String.valueOf(character),
      0f,
      (float) Math.round((CELL_HEIGHT - lineHeight) / 2 + metrics.getAscent()));
  return image;
}

static Graphics2D graphics(BufferedImage image) {
  Graphics2D graphics = image.createGraphics();
  graphics.setRenderingHint(
      RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
  graphics.setRenderingHint(
      RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
  return graphics;
}

static void writeCell(DataOutputStream out, BufferedImage image) throws Exception {
  for (int y = 0; y < CELL_HEIGHT; y++) {
    for (int x = 0; x < CELL_WIDTH; x += 2) {
      out.writeByte(coverage(image, x, y) << 4 | coverage(image, x + 1, y));
    }
  }
}

/* The raster's own numbers: BufferedImage.getRGB would apply the grey colour space's gamma. */
static int coverage(BufferedImage image, int x, int y) {
  return (image.getRaster().getSample(x, y, 0) * 15 + 127) / 255;
}
