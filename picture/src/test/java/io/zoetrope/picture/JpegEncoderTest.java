package io.zoetrope.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JpegEncoderTest {
  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "1, 9",
    "7, 5",
    "8, 8",
    "9, 8",
    "15, 17",
    "16, 16",
    "17, 33",
    "640, 361",
    "4096, 3",
    "3, 4096"
  })
  void encodesPicturesOfAnySize(int width, int height) {
    Canvas canvas = scene(width, height);

    Decoded decoded = Decoded.from(new JpegEncoder(95).encode(canvas));

    assertThat(decoded.width()).isEqualTo(width);
    assertThat(decoded.height()).isEqualTo(height);
    assertThat(decoded.lumaError(canvas)).isLessThan(3);
  }

  @Test
  void encodesTheLargestCommonSize() {
    Canvas canvas = new Canvas(4096, 4096);
    canvas.disc(2000, 2000, 1500, Ink.rgb(0x3366CC));

    Decoded decoded = Decoded.from(new JpegEncoder(50).encode(canvas));

    assertThat(decoded.lumaError(canvas)).isLessThan(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0x000000, 0xFFFFFF, 0xFF0000, 0x00FF00, 0x0000FF, 0x10161E, 0x808080})
  void keepsFlatColours(int rgb) {
    Ink ink = Ink.rgb(rgb);
    Canvas canvas = new Canvas(35, 21);
    canvas.fill(ink);

    Ink decoded = Decoded.from(new JpegEncoder(100).encode(canvas)).at(34, 20);

    assertThat(Math.abs(decoded.y() - ink.y())).isLessThanOrEqualTo(1);
    assertThat(Math.abs(decoded.cb() - ink.cb())).isLessThanOrEqualTo(1);
    assertThat(Math.abs(decoded.cr() - ink.cr())).isLessThanOrEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 49, 50, 75, 99, 100})
  void encodesNoiseAtAnyQuality(int quality) {
    Canvas canvas = noise(67, 45);

    Decoded decoded = Decoded.from(new JpegEncoder(quality).encode(canvas));

    assertThat(decoded.lumaError(canvas)).isLessThan(quality == 100 ? 1 : 90);
  }

  @Test
  void higherQualityIsNearerToTheOriginalAndLarger() {
    Canvas canvas = scene(320, 180);
    ByteBuffer poor = new JpegEncoder(20).encode(canvas);
    ByteBuffer good = new JpegEncoder(90).encode(canvas);

    assertThat(good.remaining()).isGreaterThan(poor.remaining());
    assertThat(Decoded.from(good).lumaError(canvas))
        .isLessThan(Decoded.from(poor).lumaError(canvas));
  }

  @Test
  void aPictureDoesNotDependOnThoseBefore() {
    var encoder = new JpegEncoder(80);
    byte[] first = Decoded.bytes(encoder.encode(scene(64, 48)));
    encoder.encode(noise(600, 400));

    byte[] again = Decoded.bytes(encoder.encode(scene(64, 48)));

    assertThat(again).isEqualTo(first);
  }

  @Test
  void reusesItsMemory() {
    var encoder = new JpegEncoder(80);
    ByteBuffer first = encoder.encode(scene(64, 48));

    assertThat(encoder.encode(scene(64, 48))).isSameAs(first);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 101})
  void refusesAQualityOffTheScale(int quality) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new JpegEncoder(quality))
        .withMessage("JPEG quality is 1 to 100, not " + quality);
  }

  private static Canvas scene(int width, int height) {
    var canvas = new Canvas(width, height);
    canvas.horizontalGradient(0, 0, width, height, Ink.rgb(0x203040), Ink.rgb(0xE0D0C0));
    canvas.disc(width * 0.3, height * 0.5, height * 0.3, Ink.rgb(0xF2A93B));
    canvas.text(width / 4, height / 3, height / 4, Ink.rgb(0xFFFFFF), "Scene");
    return canvas;
  }

  private static Canvas noise(int width, int height) {
    var canvas = new Canvas(width, height);
    var random = new Random(7);
    random.nextBytes(canvas.luma().samples());
    random.nextBytes(canvas.cb().samples());
    random.nextBytes(canvas.cr().samples());
    return canvas;
  }
}
