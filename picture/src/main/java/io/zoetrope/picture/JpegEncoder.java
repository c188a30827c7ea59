package io.zoetrope.picture;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Encodes pictures as baseline JPEG with 4:2:0 colour, fastest where they are flat. For one thread
 * at a time.
 *
 * <p>Reuses its memory: once it has grown to the size of the largest picture, encoding allocates
 * nothing.
 */
public final class JpegEncoder {
  /**
   * An upper bound for the six blocks of a unit: each value at most 27 bits, every byte stuffed.
   */
  private static final int MAX_UNIT_BYTES = 6 * 64 * 27 / 8 * 2;

  private static final int MAX_HEADER_BYTES = 1024;
  private static final int MAX_TRAILER_BYTES = 16;
  private static final byte[] JFIF = "JFIF\0".getBytes(StandardCharsets.US_ASCII);

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
    lumaQuantization = QuantizationTables.luma(quality);
    chromaQuantization = QuantizationTables.chroma(quality);
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
    out.writeShort(0xFFD8);
    writeJfif();
    writeQuantization(0, lumaQuantization);
    writeQuantization(1, chromaQuantization);
    writeFrameHeader(canvas);
    out.writeBytes(huffmanTables);
    writeScanHeader();
  }

  private void writeJfif() {
    out.writeShort(0xFFE0);
    out.writeShort(16);
    out.writeBytes(JFIF);
    out.writeShort(0x0101);
    out.writeByte(0);
    out.writeShort(1);
    out.writeShort(1);
    out.writeShort(0);
  }

  private void writeQuantization(int id, int[] table) {
    out.writeShort(0xFFDB);
    out.writeShort(2 + 1 + 64);
    out.writeByte(id);
    for (byte place : QuantizationTables.ZIGZAG) {
      out.writeByte(table[place]);
    }
  }

  private void writeFrameHeader(Canvas canvas) {
    out.writeShort(0xFFC0);
    out.writeShort(8 + 3 * 3);
    out.writeByte(8);
    out.writeShort(canvas.height());
    out.writeShort(canvas.width());
    out.writeByte(3);
    for (int component = 1; component <= 3; component++) {
      out.writeByte(component);
      out.writeByte(component == 1 ? 0x22 : 0x11);
      out.writeByte(component == 1 ? 0 : 1);
    }
  }

  private void writeScanHeader() {
    out.writeShort(0xFFDA);
    out.writeShort(6 + 2 * 3);
    out.writeByte(3);
    for (int component = 1; component <= 3; component++) {
      out.writeByte(component);
      out.writeByte(component == 1 ? 0x00 : 0x11);
    }
    out.writeByte(0);
    out.writeByte(63);
    out.writeByte(0);
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
