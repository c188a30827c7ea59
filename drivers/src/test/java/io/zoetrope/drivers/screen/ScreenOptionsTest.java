package io.zoetrope.drivers.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.core.source.BadCameraUriException;
import io.zoetrope.core.source.CameraUri;
import io.zoetrope.ffmpeg.FfmpegInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScreenOptionsTest {

  @Test
  void theWholeDesktopIsShownByDefault() {
    FfmpegInput input = options("screen::0").input();

    assertThat(input.url()).isEqualTo(":0");
    assertThat(input.options())
        .containsSequence("-framerate", "10.0")
        .doesNotContain("-video_size", "-window_id", "-draw_mouse");
  }

  @Test
  void anAreaIsShownWithoutTheCursor() {
    assertThat(options("screen::0?area=640x480+10+20&cursor=false").input().options())
        .containsSequence("-video_size", "640x480", "-grab_x", "10", "-grab_y", "20")
        .containsSequence("-draw_mouse", "0");
  }

  @ParameterizedTest
  @CsvSource({"0x1400003, 20971523", "20971523, 20971523", "007, 7", "0XfF, 255"})
  void aNumberNamesAWindow(String window, String number) {
    ScreenOptions options = options("screen::0?window=" + window);

    assertThat(options.titled()).isFalse();
    assertThat(options.input().options()).containsSequence("-window_id", number);
  }

  @ParameterizedTest
  @CsvSource({"Front door", "0x", "12 monkeys", "-root", "12345678901"})
  void anythingElseIsATitle(String title) {
    assertThat(options("screen::0?window=" + title.replace(" ", "%20")).titled()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          screen::0?area=640x480 | screen: the option area is '640x480', but should be a size from 16x16 to 16384x16384 and a place, as in 640x480+10+20
          screen::0?area=0x480+0+0 | screen: the option area is '0x480+0+0', but should be a size from 16x16 to 16384x16384 and a place, as in 640x480+10+20
          screen::0?area=99999x480+0+0 | screen: the option area is '99999x480+0+0', but should be a size from 16x16 to 16384x16384 and a place, as in 640x480+10+20
          screen::0?area=640x480+0+0&size=640x480 | screen: the option area says size and place already; leave out the other
          screen::0+5,5?area=640x480+0+0 | screen: the option area says size and place already; leave out the other
          screen::0?cursor=perhaps | screen: the option cursor is 'perhaps', but should be true or false
          """)
  void invalidOptionsAreRefused(String uri, String message) {
    assertThatThrownBy(() -> options(uri))
        .isInstanceOf(BadCameraUriException.class)
        .hasMessage(message);
  }

  private static ScreenOptions options(String uri) {
    return ScreenOptions.of(CameraUri.parse(uri));
  }
}
