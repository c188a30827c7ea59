package io.zoetrope.drivers.opencv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.zoetrope.core.fixture.Pictures;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.FrameBuilder;
import io.zoetrope.core.media.Jpeg;
import io.zoetrope.core.transcode.TranscodeSettings;
import io.zoetrope.core.transcode.TranscoderProvider;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.ServiceLoader;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenCvTranscoderTest extends OpenCvTranscoderFixture {
  private static final Offset<Integer> NEAR = within(12);

  @Test
  void isFoundByTheServiceLoader() {
    assertThat(ServiceLoader.load(TranscoderProvider.class))
        .hasAtLeastOneElementOfType(OpenCvTranscoderProvider.class);
  }

  @ParameterizedTest(name = "{0}x{1} to at most {2} wide: {3}x{4}")
  @CsvSource({
    "1280, 720, 640, 640, 360",
    "1280, 720, 320, 320, 180",
    "1280, 720, 160, 160, 90",
    "1280, 720, 100, 100, 56",
    "1280, 720, 641, 641, 360",
    "1280, 720, 1279, 1279, 720",
    "1283, 719, 640, 640, 358",
    "640, 480, 640, 640, 480",
    "640, 480, 1280, 640, 480",
    "641, 481, 1280, 641, 481",
    "16, 2000, 8, 8, 1000",
    "2000, 4, 16, 16, 2",
  })
  void scalesDownInProportionAndNeverUp(
      int width, int height, int maxWidth, int newWidth, int newHeight) throws IOException {
    Frame frame = transcode(Jpegs.quarters(width, height), width, height, to(maxWidth));

    assertThat(frame.format()).isEqualTo(new Jpeg(newWidth, newHeight));
    BufferedImage picture = Pictures.decoded(Pictures.bytesOf(frame));
    assertThat(picture.getWidth()).isEqualTo(newWidth);
    assertThat(picture.getHeight()).isEqualTo(newHeight);
  }

  @ParameterizedTest
  @CsvSource({"2000", "640", "320", "160", "100"})
  void showsTheSamePicture(int maxWidth) throws IOException {
    BufferedImage picture = decoded(Jpegs.quarters(1280, 720), 1280, 720, to(maxWidth));

    assertQuarters(picture, Color.RED, Color.GREEN, Color.BLUE, Color.GRAY);
  }

  @Test
  void showsProgressivePictures() throws IOException {
    BufferedImage picture = decoded(Jpegs.progressive(640, 480), 640, 480, to(320));

    assertQuarters(picture, Color.RED, Color.GREEN, Color.BLUE, Color.GRAY);
  }

  @Test
  void showsGreyPicturesWithAndWithoutCaption() throws IOException {
    BufferedImage picture =
        decoded(Jpegs.grey(640, 480), 640, 480, withCaption(OptionalInt.of(320), "Garage"));

    Color corner = new Color(picture.getRGB(300, 220));
    assertThat(corner.getRed()).isCloseTo(128, within(6)).isEqualTo(corner.getBlue());
    assertThat(brightest(picture, 0, 200, 160, 40)).isGreaterThan(240);
  }

  @Test
  void showsCmykPictures() throws IOException {
    byte[] cyan = Jpegs.printColours(64, 64, 0, 255, 255, 255);

    Color shown = new Color(decoded(cyan, 64, 64, to(32)).getRGB(16, 16));
    assertThat(shown.getGreen() - shown.getRed()).isGreaterThan(100);
  }

  @Test
  void rotatesPicturesTakenUpright() throws IOException {
    BufferedImage picture = decoded(Jpegs.toBeTurned(1280, 720), 1280, 720, to(640));

    assertThat(picture.getWidth()).isEqualTo(640);
    assertThat(picture.getHeight()).isEqualTo(1138);
    assertQuarters(picture, Color.BLUE, Color.RED, Color.GRAY, Color.GREEN);
  }

  @Test
  void lowerQualityTakesFewerBytes() throws IOException {
    byte[] original = Jpegs.quarters(640, 480);

    assertThat(bytes(original, 640, 480, ofQuality(20)).length)
        .isLessThan(bytes(original, 640, 480, ofQuality(95)).length);
  }

  @Test
  void keepsTheCaptureTimeAndSequenceNumber() throws IOException {
    Frame original = bench.frame(Jpegs.quarters(64, 64), 64, 64);

    Frame made = transcoder.transcode(original, to(32), bench.frames());

    assertThat(made.capturedAt()).isEqualTo(original.capturedAt());
    assertThat(made.capturedNanos()).isEqualTo(original.capturedNanos());
    assertThat(made.sequence()).isEqualTo(original.sequence());
    assertThat(made.placeholder()).isFalse();
    made.release();
    original.release();
  }

  @Test
  void aPlaceholderStaysAPlaceholder() throws IOException {
    Frame original;
    try (FrameBuilder builder = bench.frames().begin(1000)) {
      builder.buffer().writeBytes(Jpegs.quarters(64, 64));
      original = builder.finishPlaceholder(new Jpeg(64, 64));
    }

    Frame frame = transcoder.transcode(original, to(32), bench.frames());

    assertThat(frame.placeholder()).isTrue();
    frame.release();
    original.release();
  }

  private static TranscodeSettings ofQuality(int quality) {
    return new TranscodeSettings(OptionalInt.empty(), quality, Optional.empty());
  }

  private static TranscodeSettings withCaption(OptionalInt maxWidth, String caption) {
    return new TranscodeSettings(maxWidth, 90, Optional.of(caption));
  }

  /** In reading order. */
  private static void assertQuarters(BufferedImage picture, Color... expected) {
    for (int i = 0; i < expected.length; i++) {
      int x = picture.getWidth() * (1 + i % 2 * 2) / 4;
      int y = picture.getHeight() * (1 + i / 2 * 2) / 4;
      Color color = new Color(picture.getRGB(x, y));
      assertThat(color.getRed()).as("red at %d, %d", x, y).isCloseTo(expected[i].getRed(), NEAR);
      assertThat(color.getGreen())
          .as("green at %d, %d", x, y)
          .isCloseTo(expected[i].getGreen(), NEAR);
      assertThat(color.getBlue()).as("blue at %d, %d", x, y).isCloseTo(expected[i].getBlue(), NEAR);
    }
  }

  private static int brightest(BufferedImage picture, int x, int y, int width, int height) {
    return Arrays.stream(picture.getRGB(x, y, width, height, null, 0, width))
        .map(rgb -> new Color(rgb).getGreen())
        .max()
        .orElseThrow();
  }
}
