package io.zoetrope.picture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextMaskTest {

  @Test
  void isAsHighAsAskedForAndOneCellPerCharacterWide() {
    TextMask mask = TextMask.of("Tür 7", 20, 1000);

    assertThat(mask.height()).isEqualTo(20);
    assertThat(mask.width()).isEqualTo(Canvas.textWidth(20, "Tür 7"));
  }

  @Test
  void coversLettersAndNothingElse() {
    assertThat(covered(TextMask.of("   ", 20, 1000))).isZero();
    assertThat(covered(TextMask.of(".", 20, 1000)))
        .isPositive()
        .isLessThan(covered(TextMask.of("W", 20, 1000)));
  }

  @Test
  void drawsEachLetterInItsOwnPlace() {
    TextMask two = TextMask.of("iW", 20, 1000);
    TextMask first = TextMask.of("i", 20, 1000);

    for (int y = 0; y < first.height(); y++) {
      for (int x = 0; x < first.width(); x++) {
        assertThat(two.coverage(x, y)).isEqualTo(first.coverage(x, y));
      }
    }
    assertThat(covered(two)).isEqualTo(covered(first) + covered(TextMask.of("W", 20, 1000)));
  }

  @Test
  void cutsWhatIsTooWide() {
    int room = Canvas.textWidth(20, "12345");

    assertThat(covered(TextMask.of("abcdefgh", 20, room)))
        .isEqualTo(covered(TextMask.of("abcd…", 20, room)));
    assertThat(TextMask.of("abcdefgh", 20, room).width()).isEqualTo(room);
  }

  @Test
  void isEmptyWhereNothingFits() {
    assertThat(TextMask.of("abc", 20, 3).width()).isZero();
  }

  private static long covered(TextMask mask) {
    long sum = 0;
    for (int y = 0; y < mask.height(); y++) {
      for (int x = 0; x < mask.width(); x++) {
        sum += mask.coverage(x, y);
      }
    }
    return sum;
  }
}
