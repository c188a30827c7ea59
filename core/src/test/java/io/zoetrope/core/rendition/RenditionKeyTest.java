package io.zoetrope.core.rendition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.zoetrope.core.media.Jpeg;
import java.util.HashSet;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be wished for, and what comes of it. */
class RenditionKeyTest {

  @ParameterizedTest
  @CsvSource({"1, 160", "160, 160", "161, 240", "300, 320", "1000, 1280", "3840, 3840"})
  void widthsAreRoundedUp(int asked, int width) {
    assertThat(width(asked).maxWidth()).hasValue(width);
  }

  @ParameterizedTest
  @CsvSource({"0.001, 0.1", "0.3, 0.5", "1, 1", "3, 5", "12, 15", "24, 25", "59.94, 60"})
  void ratesAreRoundedUp(double asked, double fps) {
    assertThat(rate(asked).fps()).hasValue(fps);
  }

  @ParameterizedTest
  @CsvSource({"1, 30", "30, 30", "31, 50", "80, 80", "85, 90", "100, 90"})
  void qualitiesAreRoundedUpAndEndAt90(int asked, int quality) {
    assertThat(quality(asked).quality()).hasValue(quality);
  }

  @Test
  void allParametersTogetherMakeFewRenditions() {
    Set<RenditionKey> keys = new HashSet<>();
    for (int width = 1; width <= RenditionKey.MAX_WIDTH; width++) {
      keys.add(width(width));
    }
    for (int milli = 1; milli <= RenditionKey.MAX_FPS * 1000; milli++) {
      keys.add(rate(milli / 1000.0));
    }
    for (int quality = 1; quality <= RenditionKey.MAX_QUALITY; quality++) {
      keys.add(quality(quality));
    }
    assertThat(keys).hasSize(10 + 12 + 5);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 3841, Integer.MAX_VALUE})
  void noWidthIsOutOfBounds(int asked) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> width(asked))
        .withMessageContaining("3840");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, 60.1, Double.NaN, Double.POSITIVE_INFINITY})
  void noRateIsOutOfBounds(double asked) {
    assertThatIllegalArgumentException().isThrownBy(() -> rate(asked)).withMessageContaining("60");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 101})
  void noQualityIsOutOfBounds(int asked) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> quality(asked))
        .withMessageContaining("100");
  }

  @Test
  void picturesAreReencodedOnlyWhereNecessary() {
    assertThat(width(640).keeps(new Jpeg(640, 480))).isTrue();
    assertThat(width(640).keeps(new Jpeg(641, 480))).isFalse();
    assertThat(quality(50).keeps(new Jpeg(64, 48))).isFalse();
    assertThat(rate(5).keeps(new Jpeg(3840, 2160))).isTrue();
  }

  @Test
  void theRateAloneNeedsNoTranscoder() {
    assertThat(rate(5).needsTranscoder()).isFalse();
    assertThat(width(640).needsTranscoder()).isTrue();
    assertThat(quality(50).needsTranscoder()).isTrue();
    assertThat(rate(5).atAnyRate().isOriginal()).isTrue();
  }

  private static RenditionKey width(int asked) {
    return new RenditionKey(OptionalInt.of(asked), OptionalDouble.empty(), OptionalInt.empty());
  }

  private static RenditionKey rate(double asked) {
    return new RenditionKey(OptionalInt.empty(), OptionalDouble.of(asked), OptionalInt.empty());
  }

  private static RenditionKey quality(int asked) {
    return new RenditionKey(OptionalInt.empty(), OptionalDouble.empty(), OptionalInt.of(asked));
  }
}
