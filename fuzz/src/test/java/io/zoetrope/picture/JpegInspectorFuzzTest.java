package io.zoetrope.picture;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Whatever bytes it is shown, the inspector answers, and its answers agree with each other. */
class JpegInspectorFuzzTest {

  @FuzzTest(maxDuration = "15s")
  void theInspectorBearsEverything(byte[] bytes) {
    byte[] before = bytes.clone();
    ByteBuffer shown = ByteBuffer.wrap(bytes);

    JpegInspection found = JpegInspector.inspect(shown);

    assertThat(shown.position()).isZero();
    assertThat(shown.limit()).isEqualTo(bytes.length);
    assertThat(Arrays.equals(bytes, before)).as("the bytes are untouched").isTrue();
    assertThat(JpegInspector.inspect(within(bytes))).isEqualTo(found);
    assertThat(JpegInspector.inspect(shown, scanned(bytes))).isEqualTo(found);
    switch (found) {
      case JpegInspection.Broken broken -> assertIsSentence(broken.reason());
      case JpegInspection.Picture picture -> assertSound(picture, bytes);
    }
  }

  private static JpegScanner scanned(byte[] bytes) {
    JpegScanner scanner = new JpegScanner();
    scanner.restart();
    int _ = scanner.scan(ByteBuffer.wrap(bytes), Math.min(2, bytes.length), bytes.length);
    return scanner;
  }

  private static void assertIsSentence(String reason) {
    assertThat(reason).isNotBlank().hasSizeLessThan(200);
    assertThat(reason.chars()).allMatch(letter -> letter >= ' ' && letter < 127);
  }

  private static void assertSound(JpegInspection.Picture picture, byte[] bytes) {
    assertThat(picture.width()).isBetween(1, 16_384);
    assertThat(picture.height()).isBetween(1, 16_384);
    assertThat(picture.length()).isBetween(picture.scanOffset() + 10, bytes.length);

    assertThat(picture.orientation()).isBetween(1, 8);
    byte[] cut = Arrays.copyOf(bytes, picture.length());
    byte[] whole = picture.hasEnd() ? cut : withEnd(cut);
    assertThat(JpegInspector.inspect(ByteBuffer.wrap(whole)))
        .isEqualTo(
            new JpegInspection.Picture(
                picture.width(),
                picture.height(),
                picture.orientation(),
                picture.hasHuffmanTables(),
                picture.scanOffset(),
                whole.length,
                true));
    assertThat(JpegInspector.inspect(ByteBuffer.wrap(withTables(whole, picture.scanOffset()))))
        .isInstanceOfSatisfying(
            JpegInspection.Picture.class,
            completed -> {
              assertThat(completed.hasHuffmanTables()).isTrue();
              assertThat(completed.width()).isEqualTo(picture.width());
              assertThat(completed.length())
                  .isEqualTo(whole.length + HuffmanTables.segment().length);
            });
  }

  private static byte[] withEnd(byte[] cut) {
    byte[] whole = Arrays.copyOf(cut, cut.length + 2);
    whole[cut.length] = (byte) 0xFF;
    whole[cut.length + 1] = (byte) 0xD9;
    return whole;
  }

  /** The bytes in the middle of others, in memory of the other kind. */
  private static ByteBuffer within(byte[] bytes) {
    return ByteBuffer.allocateDirect(bytes.length + 4)
        .put((byte) 0xFF)
        .put((byte) 0xD8)
        .put(bytes)
        .put((byte) 0xFF)
        .put((byte) 0xD9)
        .position(2)
        .limit(bytes.length + 2);
  }

  private static byte[] withTables(byte[] picture, int scanOffset) {
    byte[] tables = HuffmanTables.segment();
    return ByteBuffer.allocate(picture.length + tables.length)
        .put(picture, 0, scanOffset)
        .put(tables)
        .put(picture, scanOffset, picture.length - scanOffset)
        .array();
  }
}
