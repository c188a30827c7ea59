package io.zoetrope.picture;

import java.util.HexFormat;

/** One Huffman table, as a JPEG file defines it and as an encoder needs it. */
final class HuffmanTable {
  private final int id;
  private final byte[] counts;
  private final byte[] symbols;

  /**
   * @param id class (DC 0, AC 1) in the high half, destination in the low half
   * @param counts how many codes there are of each length from 1 to 16, in hexadecimal
   * @param symbols in the order of their codes, in hexadecimal
   */
  HuffmanTable(int id, String counts, String symbols) {
    this.id = id;
    this.counts = HexFormat.of().parseHex(counts);
    this.symbols = HexFormat.of().parseHex(symbols);
  }

  int definitionLength() {
    return 1 + counts.length + symbols.length;
  }

  int writeDefinition(byte[] target, int offset) {
    target[offset] = (byte) id;
    System.arraycopy(counts, 0, target, offset + 1, counts.length);
    System.arraycopy(symbols, 0, target, offset + 1 + counts.length, symbols.length);
    return definitionLength();
  }

  /** By symbol: the code, shifted left by 8, and its length in bits (0 if the table lacks it). */
  int[] codes() {
    var codes = new int[256];
    int code = 0;
    int next = 0;
    for (int length = 1; length <= counts.length; length++) {
      for (int i = 0; i < counts[length - 1]; i++) {
        codes[symbols[next++] & 0xFF] = (code++ << 8) | length;
      }
      code <<= 1;
    }
    return codes;
  }
}
