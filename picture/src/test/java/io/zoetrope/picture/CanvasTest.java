package io.zoetrope.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanvasTest {
  private static final Ink RED = Ink.rgb(0xFF0000);
  private static final Ink WHITE = Ink.rgb(0xFFFFFF);
  private static final Ink BLACK = Ink.rgb(0x000000);

  @Test
  void startsBlack() {
    assertThat(at(new Canvas(3, 3), 2, 2)).isEqualTo(BLACK);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "5, 3", "16, 16"})
  void fillsTheWholePictureIncludingOddEdges(int width, int height) {
    var canvas = new Canvas(width, height);

    canvas.fill(RED);

    assertThat(at(canvas, 0, 0)).isEqualTo(RED);
    assertThat(at(canvas, width - 1, height - 1)).isEqualTo(RED);
  }

  @Test
  void aRectangleCoversItsPixelsAndNoOthers() {
    var canvas = new Canvas(10, 10);

    canvas.rectangle(2, 4, 3, 2, WHITE);

    assertThat(canvas.luma().samples()).containsOnly(0, 255);
    assertThat(at(canvas, 2, 4)).isEqualTo(WHITE);
    assertThat(at(canvas, 4, 5)).isEqualTo(WHITE);
    assertThat(at(canvas, 5, 5).y()).isZero();
    assertThat(at(canvas, 1, 4).y()).isZero();
    assertThat(at(canvas, 2, 6).y()).isZero();
  }

  @Test
  void colourOfAHalfCoveredSampleIsMixed() {
    var canvas = new Canvas(4, 4);

    canvas.rectangle(1, 0, 2, 4, RED);

    int half = (128 + RED.cr()) / 2;
    assertThat(at(canvas, 1, 1).cr()).isBetween(half - 1, half + 1);
    assertThat(at(canvas, 2, 1).cr()).isBetween(half - 1, half + 1);
  }

  @Test
  void gradientsRunFromEdgeToEdge() {
    var canvas = new Canvas(64, 64);

    canvas.horizontalGradient(0, 0, 64, 32, BLACK, WHITE);
    canvas.verticalGradient(0, 32, 64, 32, WHITE, BLACK);

    assertThat(at(canvas, 0, 9).y()).isZero();
    assertThat(at(canvas, 63, 9).y()).isEqualTo(255);
    assertThat(at(canvas, 32, 9).y()).isBetween(120, 136);
    assertThat(at(canvas, 9, 32).y()).isEqualTo(255);
    assertThat(at(canvas, 9, 63).y()).isZero();
  }

  @Test
  void aDiscHasASmoothEdge() {
    var canvas = new Canvas(20, 20);

    canvas.disc(10, 10, 6, WHITE);

    assertThat(at(canvas, 10, 10).y()).isEqualTo(255);
    assertThat(at(canvas, 2, 10).y()).isZero();
    assertThat(IntStream.range(0, 20).map(x -> at(canvas, x, 6).y()))
        .anyMatch(brightness -> brightness > 30 && brightness < 220);
  }

  @Test
  void textStaysWithinItsLine() {
    var canvas = new Canvas(200, 60);
    int width = Canvas.textWidth(20, "Ägypten");

    canvas.text(30, 20, 20, WHITE, "Ägypten");

    for (int y = 0; y < 60; y++) {
      for (int x = 0; x < 200; x++) {
        if (x < 30 || x >= 30 + width || y < 20 || y >= 40) {
          assertThat(at(canvas, x, y).y()).isZero();
        }
      }
    }
    assertThat(brightPixels(canvas)).isGreaterThan(100);
  }

  @Test
  void unknownCharactersAreQuestionMarks() {
    assertThat(painted("a漢😀\ud800z")).isEqualTo(painted("a???z"));
    assertThat(painted("a\tb")).isEqualTo(painted("a b"));
  }

  private static byte[] painted(String text) {
    var canvas = new Canvas(100, 24);
    canvas.text(0, 0, 24, WHITE, text);
    return canvas.luma().samples();
  }

  @Test
  void textWidthCountsCharactersNotChars() {
    assertThat(Canvas.textWidth(24, "ab😀")).isEqualTo(3 * Canvas.textWidth(24, "a"));
    assertThat(Canvas.textWidth(0, "ab")).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1_000_000, -1, 0, 1, 9, 1_000_000, Integer.MAX_VALUE})
  void nothingOutsideThePictureThrows(int odd) {
    var canvas = new Canvas(9, 7);
    int[] values = {Integer.MIN_VALUE, -3, 0, 4, Integer.MAX_VALUE};
    for (int other : values) {
      for (int size : values) {
        assertThatCode(
                () -> {
                  canvas.rectangle(odd, other, size, odd, RED);
                  canvas.rectangle(other, odd, odd, size, RED);
                  canvas.horizontalGradient(odd, other, size, size, RED, WHITE);
                  canvas.verticalGradient(other, odd, size, size, RED, WHITE);
                  canvas.disc(odd, other, size, RED);
                  canvas.text(odd, other, Math.min(size, 40), RED, "xyz");
                  canvas.text(other, odd, Math.min(size, 40), RED, "xyz");
                })
            .doesNotThrowAnyException();
      }
    }
    canvas.disc(Double.NaN, 3, 3, RED);
    canvas.disc(3, Double.POSITIVE_INFINITY, Double.NaN, RED);
    canvas.text(0, 0, Integer.MAX_VALUE, RED, "x");
  }

  @ParameterizedTest
  @CsvSource({"0, 5", "5, 0", "-1, 5", "8193, 5", "5, 8193"})
  void refusesImpossibleSizes(int width, int height) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Canvas(width, height));
  }

  private static Ink at(Canvas canvas, int x, int y) {
    int colour = y / 2 * canvas.cb().width() + x / 2;
    return new Ink(
        canvas.luma().samples()[y * canvas.width() + x] & 0xFF,
        canvas.cb().samples()[colour] & 0xFF,
        canvas.cr().samples()[colour] & 0xFF);
  }

  private static long brightPixels(Canvas canvas) {
    long count = 0;
    for (byte sample : canvas.luma().samples()) {
      count += (sample & 0xFF) > 127 ? 1 : 0;
    }
    return count;
  }
}
