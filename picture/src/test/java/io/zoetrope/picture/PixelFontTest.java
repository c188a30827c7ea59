package io.zoetrope.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PixelFontTest {
  static IntStream visibleCharacters() {
    return IntStream.concat(IntStream.rangeClosed('!', '~'), IntStream.rangeClosed(0xA1, 0xFF))
        .filter(character -> character != 0xAD);
  }

  @ParameterizedTest
  @MethodSource("visibleCharacters")
  void hasEveryCharacterOfLatin1(int character) {
    int index = PixelFont.index(character);

    assertThat(index == PixelFont.index('?')).isEqualTo(character == '?');
    assertThat(ink(index, 40)).isGreaterThan(0.005);
  }

  @ParameterizedTest
  @ValueSource(ints = {12, 20, 33, 62, 120, 300})
  void lettersAreEquallyDarkAtEverySize(int height) {
    int index = PixelFont.index('M');

    assertThat(ink(index, height)).isCloseTo(ink(index, 62), within(0.02));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void survivesTinySizes(int height) {
    assertThat(PixelFont.render(PixelFont.index('M'), height))
        .hasSize(PixelFont.advance(height) * height);
  }

  /** The part of the cell that is covered. */
  private static double ink(int index, int height) {
    byte[] coverage = PixelFont.render(index, height);
    double sum = 0;
    for (byte pixel : coverage) {
      sum += (pixel & 0xFF) / 255.0;
    }
    return sum / coverage.length;
  }
}
