package io.zoetrope.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class InkTest {
  @Test
  void convertsRgbAsJfifSays() {
    assertThat(Ink.rgb(0x000000)).isEqualTo(new Ink(0, 128, 128));
    assertThat(Ink.rgb(0xFFFFFF)).isEqualTo(new Ink(255, 128, 128));
    assertThat(Ink.rgb(0xFF0000)).isEqualTo(new Ink(76, 85, 255));
    assertThat(Ink.rgb(0x00FF00)).isEqualTo(new Ink(150, 44, 21));
    assertThat(Ink.rgb(0x0000FF)).isEqualTo(new Ink(29, 255, 107));
  }

  @Test
  void refusesWhatIsNotASample() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Ink(0, 256, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Ink(-1, 0, 0));
  }
}
