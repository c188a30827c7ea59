package io.zoetrope.picture;

import static io.zoetrope.picture.SampleJpegs.bytes;
import static io.zoetrope.picture.SampleJpegs.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes that are not a whole JPEG. */
class BrokenJpegTest extends JpegInspectorFixture {
  static Stream<Arguments> brokenPictures() {
    byte[] huge = PICTURE.clone();
    ByteBuffer.wrap(huge).putShort(SampleJpegs.frameHeader(PICTURE) + 3, (short) 60_000);
    byte[] flat = PICTURE.clone();
    ByteBuffer.wrap(flat).putShort(SampleJpegs.frameHeader(PICTURE) + 3, (short) 0);
    byte[] arithmetic = PICTURE.clone();
    arithmetic[SampleJpegs.frameHeader(PICTURE) - 1] = (byte) 0xC9;
    byte[] deep = PICTURE.clone();
    deep[SampleJpegs.frameHeader(PICTURE) + 2] = 12;
    return Stream.of(
        broken(bytes(), "empty"),
        broken(bytes(0xFF, 0xD8, 0xFF), "truncated: only 3 bytes"),
        broken(bytes('G', 'I', 'F', '8', '9'), "not a JPEG: starts with 47 49 46"),
        broken(bytes(0xFF, 0xD8, 0xFF, 0xD9), "empty: the end-of-image marker comes"),
        broken(bytes(0xFF, 0xD8, 0xFF, 0xFF), "truncated: ends within the header"),
        broken(bytes(0xFF, 0xD8, 0xFF, 0xE0, 0), "truncated: ends within the header"),
        broken(bytes(0xFF, 0xD8, 0xFF, 0xE0, 0, 1), "damaged header: segment FFE0 has"),
        broken(bytes(0xFF, 0xD8, 0xFF, 0xE0, 0, 9), "truncated: segment FFE0 runs past"),
        broken(bytes(0xFF, 0xD8, 0x12, 0x34), "truncated: ends within the header"),
        broken(join(bytes(0xFF, 0xD8), PICTURE), "damaged header: a second picture"),
        broken(SampleJpegs.without(PICTURE, 0xC0), "no frame header"),
        broken(SampleJpegs.without(PICTURE, 0xDB), "no quantization tables"),
        broken(huge, "declares 40x60000 pixels"),
        broken(flat, "declares 40x0 pixels"),
        broken(deep, "declares 12 bits per sample"),
        broken(arithmetic, "coded in a way that browsers do not show (SOF9)"),
        broken(
            join(Arrays.copyOf(PICTURE, SCAN + 14), bytes(0xFF, 0xD9)), "empty: no picture data"));
  }

  private static Arguments broken(byte[] bytes, String reason) {
    return argumentSet(reason, bytes, reason);
  }

  @ParameterizedTest
  @MethodSource("brokenPictures")
  void saysWhatIsWrong(byte[] bytes, String reason) {
    assertThat(reason(bytes)).startsWith(reason);
  }

  static IntStream everyLength() {
    return IntStream.range(0, PICTURE.length);
  }

  /** The end marker may be missing. */
  static IntStream everyPart() {
    return IntStream.range(0, PICTURE.length - 2);
  }

  @ParameterizedTest
  @MethodSource("everyPart")
  void noPartOfAPictureIsAWholePicture(int length) {
    byte[] part = Arrays.copyOf(PICTURE, length);

    assertThat(reason(part)).isNotEmpty();
    assertThat(reason(Arrays.copyOf(part, PICTURE.length + 64))).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("everyLength")
  void survivesAnyOtherValueAnywhere(int place) {
    byte[] damaged = PICTURE.clone();
    for (int value = 0; value < 256; value++) {
      damaged[place] = (byte) value;
      assertSound(damaged);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 20000", "2, 20000", "3, 20000"})
  void survivesRandomBytes(long seed, int rounds) {
    var random = new Random(seed);
    for (int i = 0; i < rounds; i++) {
      var noise = new byte[random.nextInt(64)];
      random.nextBytes(noise);
      for (int j = 0; j < noise.length; j++) {
        // A header is mostly markers and small numbers; plain noise would never get past its first
        // bytes.
        noise[j] = random.nextInt(3) == 0 ? (byte) 0xFF : (byte) (noise[j] & (j % 2 == 0 ? 7 : -1));
      }
      assertSound(noise);
      assertSound(join(bytes(0xFF, 0xD8), noise));
      assertSound(join(Arrays.copyOf(PICTURE, random.nextInt(PICTURE.length)), noise));
    }
  }

  private static void assertSound(byte[] bytes) {
    switch (JpegInspector.inspect(ByteBuffer.wrap(bytes))) {
      case JpegInspection.Broken broken -> assertThat(broken.reason()).isNotBlank();
      case JpegInspection.Picture picture -> {
        assertThat(picture.width()).isBetween(1, 16_384);
        assertThat(picture.height()).isBetween(1, 16_384);
        assertThat(picture.scanOffset()).isBetween(2, picture.length());
        assertThat(picture.length()).isLessThanOrEqualTo(bytes.length);
      }
    }
  }
}
