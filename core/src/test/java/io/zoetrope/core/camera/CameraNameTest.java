package io.zoetrope.core.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CameraNameTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Front door",
        "Haustür",
        "玄関のカメラ",
        "دوربین در",
        "דלת הכניסה",
        "Garage 🚗",
        "👨‍👩‍👧 room",
        "<b>Bold</b> & \"quoted\"",
        "x",
        "می‌خواهم"
      })
  void mayBeInAnyLanguage(String shown) {
    assertThat(new CameraName("door", shown).shown()).isEqualTo(shown);
  }

  @Test
  void isTheIdIfNoneIsGiven() {
    assertThat(new CameraName("door")).isEqualTo(new CameraName("door", "door"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t", "\u00A0", "\u200B", "\u3000\u200F"})
  void isNotEmpty(String shown) {
    assertThatThrownBy(() -> new CameraName("door", shown))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a camera's name is empty: give it one, or leave the name out to show its id");
  }

  @Test
  void hasAtMost64CharactersWhateverTheirBytes() {
    String longest = "🚗".repeat(64);
    assertThat(new CameraName("door", longest).shown()).isEqualTo(longest);
    assertThatThrownBy(() -> new CameraName("door", "x".repeat(65)))
        .hasMessage("a camera's name has at most 64 characters, this one has 65");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Front\ndoor",
        "Front\u0000door",
        "\u001B[31mred",
        "a\u0085b",
        "a\u2028b",
        "a\u202Eb",
        "a\u2066b",
        "a\u007Fb",
        "a\uD83D"
      })
  void isOneLineOfText(String shown) {
    assertThatThrownBy(() -> new CameraName("door", shown))
        .hasMessage("a camera's name is one line of text, without control characters");
  }

  @Test
  void isPaintedOnlyIfTheFontKnowsIt() {
    assertThat(new CameraName("door", "Haustu\u0308r").painted()).isEqualTo("Haustür");
    assertThat(new CameraName("door", "玄関").painted()).isEqualTo("door");
    assertThat(new CameraName("door", "Garage 🚗").painted()).isEqualTo("door");
  }
}
