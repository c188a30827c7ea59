package io.zoetrope.drivers.opencv;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.core.fixture.DriverBench;
import io.zoetrope.core.fixture.Pictures;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.transcode.TranscodeSettings;
import io.zoetrope.core.transcode.Transcoder;
import java.awt.Color;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaptionTest {
  /** More than JPEG changes in a plain picture. */
  private static final int CHANGED = 24;

  private final DriverBench bench = new DriverBench();
  private Transcoder transcoder;

  @BeforeEach
  void open() throws IOException {
    transcoder = new OpenCvTranscoderProvider().open();
  }

  @AfterEach
  void close() {
    transcoder.close();
    bench.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 128, 255})
  void isAtTheLowerLeftAndReadableOnAnyBackground(int brightness) throws IOException {
    BufferedImage picture = captioned(640, 360, brightness, "Garage 12:00:00");

    Rectangle changed = changedArea(picture, brightness);
    assertThat(changed.x).isLessThan(20);
    assertThat(changed.x + changed.width).isBetween(100, 200);
    assertThat(changed.y).isGreaterThan(320);
    assertThat(changed.y + changed.height).isGreaterThan(340);
    assertThat(brightest(picture, changed) - darkest(picture, changed)).isGreaterThan(120);
  }

  @Test
  void growsWithThePicture() throws IOException {
    Rectangle small = changedArea(captioned(640, 360, 255, "Garage"), 255);
    Rectangle large = changedArea(captioned(1280, 720, 255, "Garage"), 255);

    assertThat((double) large.height / small.height).isBetween(1.8, 2.2);
  }

  @Test
  void drawsUmlautsComposedOrDecomposed() throws IOException {
    byte[] composed = bytes(640, 360, 255, "T\u00fcr");

    assertThat(bytes(640, 360, 255, "Tu\u0308r")).isEqualTo(composed);
    assertThat(bytes(640, 360, 255, "Tur")).isNotEqualTo(composed);
  }

  @Test
  void aCharacterMissingFromTheFontIsAQuestionMark() throws IOException {
    assertThat(bytes(640, 360, 255, "\u9580 \ud83d\ude3a \u0007"))
        .isEqualTo(bytes(640, 360, 255, "? ? ?"));
  }

  @Test
  void staysOneLineWithinThePicture() throws IOException {
    String text = "a very long name\nof a camera ".repeat(1000);

    Rectangle changed = changedArea(captioned(320, 180, 255, text), 255);

    assertThat(changed.x + changed.width).isLessThan(320);
    assertThat(changed.height).isLessThan(24);
  }

  @Test
  void isLeftOutWhereThereIsNoRoom() throws IOException {
    assertThat(bytes(16, 16, 255, "Garage")).isEqualTo(bytes(16, 16, 255, ""));
    assertThat(bytes(400, 8, 255, "Garage")).isEqualTo(bytes(400, 8, 255, ""));
  }

  @Test
  void isRedrawnForANewTextOrSize() throws IOException {
    byte[] first = bytes(640, 360, 255, "12:00:00");

    assertThat(bytes(640, 360, 255, "12:00:01")).isNotEqualTo(first);
    assertThat(bytes(320, 180, 255, "12:00:00")).isNotEqualTo(first);
    assertThat(bytes(640, 360, 255, "12:00:00")).isEqualTo(first);
  }

  private BufferedImage captioned(int width, int height, int brightness, String text)
      throws IOException {
    return Pictures.decoded(bytes(width, height, brightness, text));
  }

  private byte[] bytes(int width, int height, int brightness, String text) throws IOException {
    Color ground = new Color(brightness, brightness, brightness);
    Frame original = bench.frame(Jpegs.plain(width, height, ground), width, height);
    try {
      return Pictures.bytesOf(
          transcoder.transcode(
              original,
              new TranscodeSettings(OptionalInt.empty(), 95, Optional.of(text)),
              bench.frames()));
    } finally {
      original.release();
    }
  }

  /** The smallest area beside which all is as it was. */
  private static Rectangle changedArea(BufferedImage picture, int brightness) {
    Rectangle area = new Rectangle(-1, -1);
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        if (Math.abs(brightness(picture, x, y) - brightness) > CHANGED) {
          area.add(new Rectangle(x, y, 1, 1));
        }
      }
    }
    return area;
  }

  private static int brightest(BufferedImage picture, Rectangle area) {
    int found = 0;
    for (int y = area.y; y < area.y + area.height; y++) {
      for (int x = area.x; x < area.x + area.width; x++) {
        found = Math.max(found, brightness(picture, x, y));
      }
    }
    return found;
  }

  private static int darkest(BufferedImage picture, Rectangle area) {
    int found = 255;
    for (int y = area.y; y < area.y + area.height; y++) {
      for (int x = area.x; x < area.x + area.width; x++) {
        found = Math.min(found, brightness(picture, x, y));
      }
    }
    return found;
  }

  private static int brightness(BufferedImage picture, int x, int y) {
    return new Color(picture.getRGB(x, y)).getGreen();
  }
}
