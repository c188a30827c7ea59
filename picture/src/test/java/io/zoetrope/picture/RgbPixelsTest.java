package io.zoetrope.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RgbPixelsTest {

  @Test
  void everyColourBecomesItsInkEvenAtOddEdges() {
    Random random = new Random(1);
    Canvas canvas = new Canvas(3, 5);
    int[] rgb = new int[15];
    for (int i = 0; i < 10_000; i++) {
      int colour = i < 3 ? 0xFF << (8 * i) : random.nextInt(); // the higher bits count for nothing
      Arrays.fill(rgb, colour);
      canvas.pixels(rgb);
      Ink ink = Ink.rgb(colour);
      all(canvas.luma(), ink.y());
      all(canvas.cb(), ink.cb());
      all(canvas.cr(), ink.cr());
    }
  }

  @Test
  void eachPixelHasItsOwnBrightnessAndFourShareTheirColour() {
    Canvas canvas = new Canvas(2, 2);
    canvas.pixels(new int[] {0xFFFFFF, 0x000000, 0x0000FF, 0x0000FF});
    assertThat(canvas.luma().samples()).containsExactly((byte) 255, (byte) 0, (byte) 29, (byte) 29);
    assertThat(canvas.cb().samples()[0] & 0xFF).isCloseTo((128 + 128 + 255 + 255) / 4, within(1));
    assertThatThrownBy(() -> canvas.pixels(new int[3]))
        .hasMessage("3 pixels are not a picture of 2x2");
  }

  private static void all(Plane plane, int expected) {
    for (byte sample : plane.samples()) {
      assertThat(sample & 0xFF).isCloseTo(expected, within(1));
    }
  }
}
