package io.zoetrope.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TestPatternTest {
  private static final LocalTime NOON = LocalTime.NOON;

  @ParameterizedTest
  @CsvSource({"64, 64, 30", "160, 121, 5", "640, 480, 120", "1280, 720, 29.97", "1, 1, 1"})
  void hasTheSizeAskedFor(int width, int height, double fps) {
    Canvas canvas = new TestPattern(width, height, fps).paint(0, NOON);

    assertThat(canvas.width()).isEqualTo(width);
    assertThat(canvas.height()).isEqualTo(height);
  }

  @ParameterizedTest
  @CsvSource({"64, 64, 30", "64, 64, 240", "320, 180, 60"})
  void everyFrameDiffersFromTheOneBefore(int width, int height, double fps) {
    var pattern = new TestPattern(width, height, fps);
    byte[] before = luma(pattern.paint(0, NOON));
    for (int frame = 1; frame < 5 * fps; frame++) {
      byte[] now = luma(pattern.paint(frame, NOON));
      assertThat(now).isNotEqualTo(before);
      before = now;
    }
  }

  @ParameterizedTest
  @CsvSource({"64, 64", "333, 201", "1280, 720", "101, 640"})
  void aFrameDependsOnNothingButItsNumberAndTime(int width, int height) {
    var used = new TestPattern(width, height, 30);
    for (long frame : new long[] {-7, 3, 58, 119, 123_456_789}) {
      used.paint(frame, LocalTime.of(8, 8, 8));
    }

    Canvas again = used.paint(41, NOON);
    Canvas fresh = new TestPattern(width, height, 30).paint(41, NOON);

    assertThat(luma(again)).isEqualTo(luma(fresh));
    assertThat(again.cb().samples()).isEqualTo(fresh.cb().samples());
    assertThat(again.cr().samples()).isEqualTo(fresh.cr().samples());
  }

  @Test
  void showsTheTimeToTheMillisecond() {
    var pattern = new TestPattern(640, 360, 30);
    byte[] noon = luma(pattern.paint(1, NOON));

    assertThat(luma(pattern.paint(1, NOON.plusNanos(1_000_000)))).isNotEqualTo(noon);
    assertThat(luma(pattern.paint(1, NOON.plusNanos(1_000)))).isEqualTo(noon);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesImpossibleRates(double fps) {
    assertThatIllegalArgumentException().isThrownBy(() -> new TestPattern(64, 64, fps));
  }

  private static byte[] luma(Canvas canvas) {
    return canvas.luma().samples().clone();
  }
}
