package io.zoetrope.picture;

/**
 * The Huffman tables that ITU-T T.81 gives as typical (Annex K.3). Every MJPEG picture that brings
 * none is meant to be decoded with them. Any thread.
 */
public final class HuffmanTables {
  static final HuffmanTable LUMA_DC =
      new HuffmanTable(0x00, "00010501010101010100000000000000", "000102030405060708090a0b");
  static final HuffmanTable LUMA_AC =
      new HuffmanTable(
          0x10,
          "0002010303020403050504040000017d",
          "01020300041105122131410613516107227114328191a1082342b1c11552d1f0"
              + "2433627282090a161718191a25262728292a3435363738393a434445464748494a"
              + "535455565758595a636465666768696a737475767778797a838485868788898a"
              + "92939495969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6"
              + "c7c8c9cad2d3d4d5d6d7d8d9dae1e2e3e4e5e6e7e8e9eaf1f2f3f4f5f6f7f8f9"
              + "fa");
  static final HuffmanTable CHROMA_DC =
      new HuffmanTable(0x01, "00030101010101010101010000000000", "000102030405060708090a0b");
  static final HuffmanTable CHROMA_AC =
      new HuffmanTable(
          0x11,
          "00020102040403040705040400010277",
          "000102031104052131061241510761711322328108144291a1b1c109233352f0"
              + "156272d10a162434e125f11718191a262728292a35363738393a434445464748"
              + "494a535455565758595a636465666768696a737475767778797a828384858687"
              + "88898a92939495969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3"
              + "c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae2e3e4e5e6e7e8e9eaf2f3f4f5f6f7f8"
              + "f9fa");

  private static final byte[] SEGMENT = join(LUMA_DC, LUMA_AC, CHROMA_DC, CHROMA_AC);

  private HuffmanTables() {}

  /**
   * The tables as one DHT segment, marker and length included: 420 bytes, a new array each time.
   * Put them in at {@link JpegInspection.Picture#scanOffset()} of a picture that {@linkplain
   * JpegInspection.Picture#hasHuffmanTables() has none}.
   */
  public static byte[] segment() {
    return SEGMENT.clone();
  }

  private static byte[] join(HuffmanTable... tables) {
    int length = 2;
    for (HuffmanTable table : tables) {
      length += table.definitionLength();
    }
    var segment = new byte[2 + length];
    segment[0] = (byte) 0xFF;
    segment[1] = (byte) 0xC4;
    segment[2] = (byte) (length >> 8);
    segment[3] = (byte) length;
    int position = 4;
    for (HuffmanTable table : tables) {
      position += table.writeDefinition(segment, position);
    }
    return segment;
  }
}
