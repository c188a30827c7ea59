package io.zoetrope.picture;

import java.nio.ByteBuffer;

/** One Huffman table as a decoder needs it (ITU T.81, F.2.2.3). Any thread. */
final class HuffmanCodes {
  private static final int LONGEST = 16;

  /** By length: the code after the last of this length. */
  private final int[] limits = new int[LONGEST + 1];

  /** By length: what to add to a code to find its symbol. */
  private final int[] offsets = new int[LONGEST + 1];

  private final byte[] symbols;

  private HuffmanCodes(ByteBuffer bytes, int counts, int total) {
    symbols = new byte[total];
    bytes.get(counts + LONGEST, symbols);
    int code = 0;
    int symbol = 0;
    for (int length = 1; length <= LONGEST; length++) {
      int count = bytes.get(counts + length - 1) & 0xFF;
      offsets[length] = symbol - code;
      code += count;
      symbol += count;
      limits[length] = code;
      code <<= 1;
    }
  }

  /** Reads the table whose 16 counts are here, followed by as many symbols as they add up to. */
  static HuffmanCodes of(ByteBuffer bytes, int counts) {
    return new HuffmanCodes(bytes, counts, total(bytes, counts));
  }

  /** How many symbols the table has whose 16 counts are here. */
  static int total(ByteBuffer bytes, int counts) {
    int total = 0;
    for (int i = 0; i < LONGEST; i++) {
      total += bytes.get(counts + i) & 0xFF;
    }
    return total;
  }

  /** The next symbol, or -1 where the data ends or is damaged. */
  int read(CodedBits bits) {
    int code = 0;
    for (int length = 1; length <= LONGEST; length++) {
      int bit = bits.next();
      if (bit < 0) {
        return -1;
      }
      code = code << 1 | bit;
      if (code < limits[length]) {
        int symbol = offsets[length] + code;
        return symbol < symbols.length && symbol >= 0 ? symbols[symbol] & 0xFF : -1;
      }
    }
    return -1;
  }
}
