package io.zoetrope.core.overlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is burnt into pictures. */
class OverlayTextTest {
  private static final Instant MOMENT = Instant.parse("2026-07-01T21:59:58.999Z");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {name}  {time}   | door  2026-07-01 23:59:58
          {time}{time}     | 2026-07-01 23:59:582026-07-01 23:59:58
          Garage, 3 {left  | Garage, 3 {left
          """)
  void namesAndTimesAreFilledIn(String template, String text) {
    assertThat(new OverlayText(template).of("door", MOMENT, BERLIN)).isEqualTo(text);
  }

  @Test
  void aNameIsTakenAsItIs() {
    assertThat(OverlayText.NAME_AND_TIME.of("{time}", MOMENT, BERLIN))
        .isEqualTo("{time}  2026-07-01 23:59:58");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "two\nlines", "{Name}", "{}", "{time} {where}"})
  void whatCannotBeDrawnIsRefused(String template) {
    assertThatIllegalArgumentException().isThrownBy(() -> new OverlayText(template));
  }

  @Test
  void atMostAHundredCharactersAreTaken() {
    assertThat(new OverlayText("x".repeat(100)).template()).hasSize(100);
    assertThatIllegalArgumentException().isThrownBy(() -> new OverlayText("x".repeat(101)));
  }
}
