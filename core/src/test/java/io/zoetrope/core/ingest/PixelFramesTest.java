package io.zoetrope.core.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.zoetrope.core.fixture.DriverBench;
import io.zoetrope.core.fixture.Pictures;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.Jpeg;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PixelFramesTest {
  private final DriverBench bench = new DriverBench();
  private final PixelFrames frames = new PixelFrames(bench.frames());

  @AfterEach
  void everyBufferIsGivenBack() {
    bench.close();
  }

  @Test
  void theFrameShowsThePixelsOfTheImage() throws IOException {
    BufferedImage image = new BufferedImage(65, 33, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D pen = image.createGraphics();
    pen.setColor(Color.ORANGE);
    pen.fillRect(0, 0, 65, 33);
    pen.dispose();

    Frame frame = frames.frameOf(image.getRGB(0, 0, 65, 33, null, 0, 65), 65, 33);

    assertThat(frame.format()).isEqualTo(new Jpeg(65, 33));
    Color seen = new Color(Pictures.decoded(Pictures.bytesOf(frame)).getRGB(32, 16));
    assertThat(seen.getRed()).isCloseTo(255, within(6));
    assertThat(seen.getGreen()).isCloseTo(200, within(6));
    assertThat(seen.getBlue()).isCloseTo(0, within(6));
  }

  @Test
  void eachImageMayHaveAnotherSize() throws IOException {
    for (int width : new int[] {16, 31, 8}) {
      int[] pixels = new int[width * 2];
      Arrays.fill(pixels, 0x00FF00);
      byte[] jpeg = Pictures.bytesOf(frames.frameOf(pixels, width, 2));
      assertThat(Pictures.decoded(jpeg).getWidth()).isEqualTo(width);
    }
  }

  @Test
  void pixelsThatDoNotMatchTheSizeAreRefused() {
    assertThatThrownBy(() -> frames.frameOf(new int[5], 2, 2))
        .hasMessage("5 pixels are not a picture of 2x2");
    assertThatThrownBy(() -> frames.frameOf(new int[0], 0, 0))
        .hasMessage("a picture is 1 to 8192 pixels wide and high, not 0x0");
    assertThatThrownBy(() -> frames.frameOf(new int[0], 8192, 8192))
        .hasMessage("8192x8192 pixels; up to 64 million are taken");
    assertThatThrownBy(() -> frames.frameOf(new int[0], 65_536, 65_536))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
