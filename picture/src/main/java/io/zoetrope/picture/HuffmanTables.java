package io.zoetrope.picture;

import java.util.HexFormat;

/**
 * The Huffman tables that ITU-T T.81 gives as typical (Annex K.3). Every MJPEG picture that brings
 * none is meant to be decoded with them. Any thread.
 */
public final class HuffmanTables {
  // In hexadecimal: class (DC 0, AC 1) and destination, how many codes there are of each length
  // from 1
  // to 16, and the symbols in the order of their codes.
  static final String LUMA_DC =
      "00" + "00010501010101010100000000000000" + "000102030405060708090a0b";
  static final String LUMA_AC =
      "10"
          + "0002010303020403050504040000017d"
          + "01020300041105122131410613516107227114328191a1082342b1c11552d1f0"
          + "2433627282090a161718191a25262728292a3435363738393a434445464748494a"
          + "535455565758595a636465666768696a737475767778797a838485868788898a"
          + "92939495969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6"
          + "c7c8c9cad2d3d4d5d6d7d8d9dae1e2e3e4e5e6e7e8e9eaf1f2f3f4f5f6f7f8f9"
          + "fa";
  static final String CHROMA_DC =
      "01" + "00030101010101010101010000000000" + "000102030405060708090a0b";
  static final String CHROMA_AC =
      "11"
          + "00020102040403040705040400010277"
          + "000102031104052131061241510761711322328108144291a1b1c109233352f0"
          + "156272d10a162434e125f11718191a262728292a35363738393a434445464748"
          + "494a535455565758595a636465666768696a737475767778797a828384858687"
          + "88898a92939495969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3"
          + "c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae2e3e4e5e6e7e8e9eaf2f3f4f5f6f7f8"
          + "f9fa";

  private static final byte[] SEGMENT =
      HexFormat.of().parseHex("ffc401a2" + LUMA_DC + LUMA_AC + CHROMA_DC + CHROMA_AC);

  private HuffmanTables() {}

  /**
   * The tables as one DHT segment, marker and length included: 420 bytes, a new array each time.
   * Put them in at {@link JpegInspection.Picture#scanOffset()} of a picture that {@linkplain
   * JpegInspection.Picture#hasHuffmanTables() has none}.
   */
  public static byte[] segment() {
    return SEGMENT.clone();
  }

  /** By symbol: the code, shifted left by 8, and its length in bits (0 if the table lacks it). */
  static int[] codes(String table) {
    byte[] bytes = HexFormat.of().parseHex(table);
    var codes = new int[256];
    int code = 0;
    int next = 17;
    for (int length = 1; length <= 16; length++) {
      for (int i = 0; i < bytes[length]; i++) {
        codes[bytes[next++] & 0xFF] = (code++ << 8) | length;
      }
      code <<= 1;
    }
    return codes;
  }
}
