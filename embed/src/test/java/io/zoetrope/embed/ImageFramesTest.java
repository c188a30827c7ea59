package io.zoetrope.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.zoetrope.core.fixture.DriverBench;
import io.zoetrope.core.fixture.Pictures;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.Jpeg;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames of whatever Java calls an image. */
class ImageFramesTest {
  @AutoClose private final DriverBench bench = new DriverBench();
  private final ImageFrames images = new ImageFrames(bench.frames());

  /** All that {@link BufferedImage} has a number for, and some of two colours and of greys. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13})
  void everyImageTypeLooksRight(int type) throws IOException {
    BufferedImage image = new BufferedImage(33, 17, type);
    fill(image, Color.BLACK, 0, 33);
    fill(image, Color.WHITE, 16, 17);

    BufferedImage shown = shown(image);

    assertThat(shown.getWidth()).isEqualTo(33);
    assertThat(shown.getHeight()).isEqualTo(17);
    assertLooks(shown, 4, 0, 0, 0);
    assertLooks(shown, 28, 255, 255, 255);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 13})
  void colourImagesKeepTheirColours(int type) throws IOException {
    BufferedImage image = new BufferedImage(64, 16, type);
    fill(image, Color.RED, 0, 32);
    fill(image, Color.BLUE, 32, 32);

    BufferedImage shown = shown(image);

    assertLooks(shown, 8, 255, 0, 0);
    assertLooks(shown, 56, 0, 0, 255);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 6, 7})
  void transparentIsBlackAndHalfTransparentIsInBetween(int type) throws IOException {
    BufferedImage image = new BufferedImage(64, 16, type);
    fill(image, new Color(255, 255, 255, 128), 32, 32);

    BufferedImage shown = shown(image);

    assertLooks(shown, 8, 0, 0, 0);
    assertLooks(shown, 56, 128, 128, 128);
  }

  /** A canvas clears what was there, whose colour must not show through. */
  @Test
  void theColourOfATransparentPixelDoesNotShow() throws IOException {
    BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_ARGB);
    for (int i = 0; i < 256; i++) {
      image.setRGB(i % 16, i / 16, 0x00FF0000);
    }
    assertLooks(shown(image), 8, 0, 0, 0);
  }

  @Test
  void sixteenBitChannelsShowTheirUpperEightBits() throws IOException {
    ColorModel deep =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_sRGB),
            true,
            false,
            Transparency.TRANSLUCENT,
            DataBuffer.TYPE_USHORT);
    BufferedImage image =
        new BufferedImage(deep, deep.createCompatibleWritableRaster(32, 16), false, null);
    assertThat(image.getType()).isEqualTo(BufferedImage.TYPE_CUSTOM);
    fill(image, new Color(10, 200, 30), 0, 32);

    assertLooks(shown(image), 16, 10, 200, 30);
  }

  @Test
  void aSubimageShowsOnlyItsPart() throws IOException {
    BufferedImage whole = new BufferedImage(100, 100, BufferedImage.TYPE_INT_RGB);
    fill(whole, Color.GREEN, 50, 50);
    BufferedImage part = whole.getSubimage(50, 70, 31, 17);

    BufferedImage shown = shown(part);

    assertThat(shown.getWidth()).isEqualTo(31);
    assertLooks(shown, 15, 0, 255, 0);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "8192, 1", "1, 8192", "2, 3"})
  void theSmallestAndTheLongestImagesAreShown(int width, int height) throws IOException {
    Frame frame = images.frameOf(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB));
    assertThat(frame.format()).isEqualTo(new Jpeg(width, height));
    frame.release();
  }

  @Test
  void imagesThatAreTooLargeAreRefusedBeforeMemoryIsAllocated() {
    assertThatThrownBy(() -> images.frameOf(bits(8193, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a picture is 1 to 8192 pixels wide and high, not 8193x1");
    assertThatThrownBy(() -> images.frameOf(bits(8192, 8192)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("8192x8192 pixels; up to 64 million are taken");
  }

  @Test
  void aFeedRefusesTooLargeImagesWhenShownNotLater() {
    FrameInput input = new FrameInput();
    assertThatThrownBy(() -> input.show(bits(8192, 8192)))
        .hasMessage("8192x8192 pixels; up to 64 million are taken");
    assertThatThrownBy(() -> input.show(Pictures.withSize(Pictures.numbered(1), 16_000, 16_000)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("16000x16000 pixels; up to 64 million are taken");
  }

  private BufferedImage shown(BufferedImage image) throws IOException {
    Frame frame = images.frameOf(image);
    return Pictures.decoded(Pictures.bytesOf(frame));
  }

  private static BufferedImage bits(int width, int height) {
    return new BufferedImage(width, height, BufferedImage.TYPE_BYTE_BINARY);
  }

  private static void fill(BufferedImage image, Color colour, int x, int width) {
    Graphics2D pen = image.createGraphics();
    pen.setColor(colour);
    pen.fillRect(x, 0, width, image.getHeight());
    pen.dispose();
  }

  private static void assertLooks(BufferedImage shown, int x, int red, int green, int blue) {
    Color seen = new Color(shown.getRGB(x, shown.getHeight() / 2));
    assertThat(seen.getRed()).as(seen.toString()).isCloseTo(red, within(12));
    assertThat(seen.getGreen()).as(seen.toString()).isCloseTo(green, within(12));
    assertThat(seen.getBlue()).as(seen.toString()).isCloseTo(blue, within(12));
  }
}
