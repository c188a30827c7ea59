package io.zoetrope.drivers.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.core.fixture.Pictures;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.drivers.fixture.RawServer;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Cameras that answer with another kind of picture than JPEG. */
class HttpStillsOfOtherKindsIT extends HttpStillsFixture {
  /** Red, 64x48, made by libwebp. */
  private static final byte[] WEBP =
      Base64.getDecoder()
          .decode(
              "UklGRlQAAABXRUJQVlA4IEgAAACwAwCdASpAADAAPpFIoEwlpCMiIqgAsBIJZwDTUoAAFR+9CbTFAAD+7tPf/4DdfFtMv/9zgf9zgf9zgfxtQQfvYdrhmPRsAAA=");

  /** The same, and after it one in green and one in blue. */
  private static final byte[] ANIMATED_WEBP =
      Base64.getDecoder()
          .decode(
              "UklGRkgBAABXRUJQVlA4WAoAAAACAAAAPwAALwAAQU5JTQYAAAD/////AQBBTk1GYAAAAAAAAAAAAD8AAC8AAMgAAAJWUDggSAAAALADAJ0BKkAAMAA+kUigTCWkIyIiqACwEglnANNSgAAVH70JtMUAAP7u09//gN18W0y//3OB/3OB/3OB/G1BB+9h2uGY9GwAAEFOTUZWAAAAAAAAAAAAPwAALwAAyAAAAFZQOCA+AAAAVAMAnQEqQAAwAD6RQJhMAioAASCWcAdgD8AAAqqvmLeYhQAA/us2///xZyMR2eb//5BaVy3d8yMELDgAAABBTk1GVgAAAAAAAAAAAD8AAC8AAMgAAABWUDggPgAAADQDAJ0BKkAAMAA+kUCYTAIqAAEglnANImgAAVFdqLG8iAAA/uLgv4tikNzP/87B/Zv70esp0IPbzmrsgAAA");

  static Stream<Arguments> picturesOfOtherKinds() throws IOException {
    return Stream.of(
        Arguments.argumentSet("PNG", "image/png", encoded("png")),
        Arguments.argumentSet("GIF", "image/gif", encoded("gif")),
        Arguments.argumentSet("animated GIF", "image/gif", animatedGif()),
        Arguments.argumentSet("WebP", "image/webp", WEBP),
        Arguments.argumentSet("animated WebP", "image/webp", ANIMATED_WEBP),
        Arguments.argumentSet("PNG as JPEG", "image/jpeg", encoded("png")),
        Arguments.argumentSet("WebP as text", "text/html", WEBP),
        Arguments.argumentSet("PNG as anything", "application/octet-stream", encoded("png")));
  }

  @ParameterizedTest
  @MethodSource("picturesOfOtherKinds")
  void aPictureInAnotherFormatIsRequestedRepeatedly(String type, byte[] picture) throws Exception {
    try (RawServer camera = new RawServer(out -> answer(out, type, true, picture));
        FrameSource source = bench.open(new HttpDriver(), camera.uri("/snap#fps=20"))) {
      for (int i = 0; i < 3; i++) {
        BufferedImage shown = Pictures.decoded(Pictures.next(source));
        assertThat(shown.getWidth()).isEqualTo(64);
        assertThat(shown.getHeight()).isEqualTo(48);
        Color color = new Color(shown.getRGB(32, 24));
        assertThat(color.getRed()).isGreaterThan(200);
        assertThat(color.getGreen() + color.getBlue()).isLessThan(80);
      }
      assertThat(camera.requests()).hasSize(3);
      assertThat(source.description()).isEqualTo("picture 64x48");
      assertThat(source.passesThrough()).contains(false);
    }
  }

  @Test
  void aSlowRequestRateIsNotSilenceForThemEither() throws Exception {
    byte[] picture = encoded("png");
    try (RawServer camera = new RawServer(out -> answer(out, "image/png", true, picture));
        FrameSource source = bench.open(new HttpDriver(), camera.uri("/snap#fps=0.1"))) {
      source.read().release();

      assertThat(source.maxSilence()).isGreaterThanOrEqualTo(Duration.ofSeconds(30));
    }
  }

  @Test
  void aDamagedPictureInAnotherFormatFailsWithASentence() throws Exception {
    byte[] half = Arrays.copyOf(encoded("png"), 40);
    try (RawServer camera = new RawServer(out -> answer(out, "image/png", true, half));
        FrameSource source = bench.open(new HttpDriver(), camera.uri("/snap"))) {
      assertThatThrownBy(source::read)
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("the camera's picture cannot be decoded: ");
    }
  }

  @Test
  void anEndlessPictureInAnotherFormatFailsAtTheSizeLimit() throws Exception {
    byte[] head = encoded("png");
    try (RawServer camera =
            new RawServer(out -> {
              answer(out, "image/png", false, head);
              while (true) {
                out.write(new byte[8000]);
              }
            });
        FrameSource source = bench.open(new HttpDriver(), camera.uri("/snap"))) {
      assertThatThrownBy(source::read).hasMessage("it sends a picture of more than 32 MB");
    }
  }

  private static byte[] encoded(String format) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    assertThat(ImageIO.write(plain(Color.RED), format, bytes)).isTrue();
    return bytes.toByteArray();
  }

  private static byte[] animatedGif() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.prepareWriteSequence(null);
      for (Color color : new Color[] {Color.RED, Color.GREEN, Color.BLUE}) {
        writer.writeToSequence(new IIOImage(plain(color), null, null), null);
      }
      writer.endWriteSequence();
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static BufferedImage plain(Color color) {
    BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
    var graphics = image.createGraphics();
    graphics.setColor(color);
    graphics.fillRect(0, 0, 64, 48);
    graphics.dispose();
    return image;
  }
}
