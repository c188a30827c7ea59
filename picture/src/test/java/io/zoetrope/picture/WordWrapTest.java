package io.zoetrope.picture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordWrapTest {
  @Test
  void breaksBetweenWords() {
    assertThat(WordWrap.wrap("the camera refuses  the connection", 12, 9))
        .containsExactly("the camera", "refuses the", "connection");
  }

  @Test
  void breaksWordsThatAreLongerThanALine() {
    assertThat(WordWrap.wrap("at rtsp://192.0.2.7/x now", 8, 9))
        .containsExactly("at", "rtsp://1", "92.0.2.7", "/x now");
  }

  @Test
  void endsInAnEllipsisWhenLinesRunOut() {
    assertThat(WordWrap.wrap("one two three four", 5, 2)).containsExactly("one", "two…");
    assertThat(WordWrap.wrap("abcdefghij", 5, 1)).containsExactly("abcd…");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\t "})
  void nothingGivesNoLines(String text) {
    assertThat(WordWrap.wrap(text, 10, 3)).isEmpty();
  }

  @Test
  void survivesTooLittleSpace() {
    assertThat(WordWrap.wrap("ab", -3, 5)).containsExactly("a", "b");
    assertThat(WordWrap.wrap("ab", 5, 0)).isEmpty();
  }
}
