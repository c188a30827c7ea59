package io.zoetrope.picture;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.InflaterInputStream;

/** The one font: cells of the same size, one byte of coverage per pixel. Any thread. */
final class PixelFont {
  static final int MAX_HEIGHT = 1024;

  private static final String RESOURCE = "DejaVuSansMono.glyphs";
  private static final PixelFont DEJAVU = load();

  private final int cellWidth;
  private final int cellHeight;
  private final char[] characters;
  private final byte[][] cells;

  private PixelFont(int cellWidth, int cellHeight, char[] characters, byte[][] cells) {
    this.cellWidth = cellWidth;
    this.cellHeight = cellHeight;
    this.characters = characters;
    this.cells = cells;
  }

  /** The width of every character in a line of this height, in pixels. */
  static int advance(int height) {
    return Math.max(1, Math.round((float) height * DEJAVU.cellWidth / DEJAVU.cellHeight));
  }

  /** The coverage of a character, scaled to a cell of {@code advance(height)} by {@code height}. */
  static byte[] render(int index, int height) {
    return Resampling.scale(
        DEJAVU.cells[index], DEJAVU.cellWidth, DEJAVU.cellHeight, advance(height), height);
  }

  static int count() {
    return DEJAVU.characters.length;
  }

  /** Where the character is in the font; that of the question mark if it is not. */
  static int index(int codePoint) {
    int found = find(codePoint);
    return found >= 0 ? found : find('?');
  }

  static boolean knows(int codePoint) {
    return find(codePoint) >= 0;
  }

  private static int find(int codePoint) {
    if (codePoint > Character.MAX_VALUE) {
      return -1;
    }
    char character = Character.isWhitespace(codePoint) ? ' ' : (char) codePoint;
    return Arrays.binarySearch(DEJAVU.characters, character);
  }

  private static PixelFont load() {
    try (InputStream resource = PixelFont.class.getResourceAsStream(RESOURCE)) {
      if (resource == null) {
        throw new IllegalStateException("resource " + RESOURCE + " is missing from the jar");
      }
      return read(new DataInputStream(new InflaterInputStream(resource)));
    } catch (IOException e) {
      throw new UncheckedIOException("resource " + RESOURCE + " cannot be read", e);
    }
  }

  private static PixelFont read(DataInputStream in) throws IOException {
    int cellWidth = in.readUnsignedByte();
    int cellHeight = in.readUnsignedByte();
    var characters = new char[in.readUnsignedShort()];
    for (int i = 0; i < characters.length; i++) {
      characters[i] = in.readChar();
    }
    var cells = new byte[characters.length][];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = unpack(in.readNBytes(cellWidth * cellHeight / 2));
    }
    return new PixelFont(cellWidth, cellHeight, characters, cells);
  }

  private static byte[] unpack(byte[] packed) {
    var cell = new byte[packed.length * 2];
    for (int i = 0; i < packed.length; i++) {
      cell[2 * i] = (byte) (((packed[i] >> 4) & 0xF) * 17);
      cell[2 * i + 1] = (byte) ((packed[i] & 0xF) * 17);
    }
    return cell;
  }
}
