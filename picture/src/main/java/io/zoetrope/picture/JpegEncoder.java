package io.zoetrope.picture;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * Encodes pictures as baseline JPEG with 4:2:0 colour, fastest where they are flat. For one thread
 * at a time.
 *
 * <p>Reuses its memory: once it has grown to the size of the largest picture, encoding allocates
 * nothing.
 */
public final class JpegEncoder {
  /** The most that a unit's six blocks take: values of 27 bits, every byte stuffed. */
  private static final int MAX_UNIT_BYTES = 6 * 64 * 27 / 8 * 2;

  private static final int MAX_HEADER_BYTES = 1024;
  private static final int MAX_TRAILER_BYTES = 16;

  /** The start-of-image marker and a JFIF header. */
  private static final byte[] START =
      HexFormat.of().parseHex("ffd8" + "ffe00010" + "4a46494600" + "010100" + "000100010000");

  /** Three components: of the first, four samples for each of the others. */
  private static final byte[] COMPONENTS = HexFormat.of().parseHex("03" + "012200021101031101");

  private static final byte[] SCAN_HEADER =
      HexFormat.of().parseHex("ffda000c" + "03" + "010002110311" + "003f00");

  private final BitWriter out = new BitWriter();
  private final int[] lumaQuantization;
  private final int[] chromaQuantization;
  private final byte[] huffmanTables = HuffmanTables.segment();
  private final BlockEncoder luma;
  private final BlockEncoder cb;
  private final BlockEncoder cr;

  /**
   * @param quality 1 (small) to 100 (good), on the usual scale of the IJG library
   * @throws IllegalArgumentException if the quality is not between 1 and 100
   */
  public JpegEncoder(int quality) {
    if (quality < 1 || quality > 100) {
      throw new IllegalArgumentException("JPEG quality is 1 to 100, not " + quality);
    }
    lumaQuantization = QuantizationTables.scaled(QuantizationTables.LUMA, quality);
    chromaQuantization = QuantizationTables.scaled(QuantizationTables.CHROMA, quality);
    luma = new BlockEncoder(out, lumaQuantization, HuffmanTables.LUMA_DC, HuffmanTables.LUMA_AC);
    cb =
        new BlockEncoder(out, chromaQuantization, HuffmanTables.CHROMA_DC, HuffmanTables.CHROMA_AC);
    cr =
        new BlockEncoder(out, chromaQuantization, HuffmanTables.CHROMA_DC, HuffmanTables.CHROMA_AC);
  }

  /**
   * Encodes the canvas as a complete JPEG file.
   *
   * @return the file, from position to limit of an array-backed buffer; belongs to this encoder and
   *     is overwritten by the next call
   */
  public ByteBuffer encode(Canvas canvas) {
    out.clear();
    out.reserve(MAX_HEADER_BYTES);
    writeHeader(canvas);
    writeScan(canvas);
    out.writeShort(0xFFD9);
    return out.content();
  }

  private void writeHeader(Canvas canvas) {
    out.writeBytes(START);
    writeQuantization(0, lumaQuantization);
    writeQuantization(1, chromaQuantization);
    out.writeShort(0xFFC0);
    out.writeShort(8 + 3 * 3);
    out.writeByte(8);
    out.writeShort(canvas.height());
    out.writeShort(canvas.width());
    out.writeBytes(COMPONENTS);
    out.writeBytes(huffmanTables);
    out.writeBytes(SCAN_HEADER);
  }

  private void writeQuantization(int id, int[] table) {
    out.writeShort(0xFFDB);
    out.writeShort(2 + 1 + 64);
    out.writeByte(id);
    for (byte place : QuantizationTables.ZIGZAG) {
      out.writeByte(table[place]);
    }
  }

  private void writeScan(Canvas canvas) {
    luma.startPicture();
    cb.startPicture();
    cr.startPicture();
    for (int y = 0; y < canvas.height(); y += 16) {
      for (int x = 0; x < canvas.width(); x += 16) {
        out.reserve(MAX_UNIT_BYTES);
        luma.encode(canvas.luma(), x, y);
        luma.encode(canvas.luma(), x + 8, y);
        luma.encode(canvas.luma(), x, y + 8);
        luma.encode(canvas.luma(), x + 8, y + 8);
        cb.encode(canvas.cb(), x / 2, y / 2);
        cr.encode(canvas.cr(), x / 2, y / 2);
      }
    }
    out.reserve(MAX_TRAILER_BYTES);
    out.finishBits();
  }
}
