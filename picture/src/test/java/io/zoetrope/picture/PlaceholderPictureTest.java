package io.zoetrope.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceholderPictureTest {
  private static final List<String> DETAILS =
      List.of("since 12:03:10 (2026-11-21 UTC)", "next try in 8 s");

  @ParameterizedTest
  @CsvSource({"1, 1", "64, 64", "320, 180", "333, 201", "360, 640", "1280, 720", "1920, 1080"})
  void isAPictureOfTheSizeAskedFor(int width, int height) {
    Decoded placeholder =
        Decoded.from(PlaceholderPicture.paint(width, height, "door", "does not answer", DETAILS));

    assertThat(placeholder.width()).isEqualTo(width);
    assertThat(placeholder.height()).isEqualTo(height);
  }

  @Test
  void everyPartOfTheTextShows() {
    byte[] placeholder = PlaceholderPicture.paint(640, 360, "door", "does not answer", DETAILS);

    assertThat(placeholder)
        .isNotEqualTo(PlaceholderPicture.paint(640, 360, "yard", "does not answer", DETAILS))
        .isNotEqualTo(PlaceholderPicture.paint(640, 360, "door", "is switched off", DETAILS))
        .isNotEqualTo(
            PlaceholderPicture.paint(640, 360, "door", "does not answer", DETAILS.subList(0, 1)));
  }

  @Test
  void isMostlyDarkWithLightText() {
    Decoded placeholder =
        Decoded.from(PlaceholderPicture.paint(640, 360, "door", "does not answer", DETAILS));
    int bright = 0;
    for (int y = 0; y < 360; y++) {
      for (int x = 0; x < 640; x++) {
        bright += placeholder.at(x, y).y() > 128 ? 1 : 0;
      }
    }

    assertThat(bright).isBetween(640 * 360 / 100, 640 * 360 / 10);
  }

  @Test
  void survivesEndlessTextAndNoText() {
    String endless = "x".repeat(5000);

    assertThat(
            PlaceholderPicture.paint(320, 180, endless, endless, Collections.nCopies(100, endless)))
        .isNotEmpty();
    assertThat(PlaceholderPicture.paint(320, 180, "", "", List.of())).isNotEmpty();
  }

  @Test
  void refusesImpossibleSizes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PlaceholderPicture.paint(0, 180, "door", "", List.of()));
  }
}
