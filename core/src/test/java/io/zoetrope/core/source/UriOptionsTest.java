package io.zoetrope.core.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UriOptionsTest {

  @Test
  void missingOptionsAreEmpty() {
    UriOptions options = options("test:");

    assertThat(options.size("size", 1000)).isEmpty();
    assertThat(options.rate("fps", 100)).isEmpty();
    assertThat(options.text("format")).isEmpty();
    assertThat(options.flag("loop", true)).isTrue();
    assertThat(options.flag("loop", false)).isFalse();
  }

  @Test
  void anUnknownOptionIsRefusedWithTheNamesOfTheKnownOnes() {
    assertThatThrownBy(() -> options("test:?fsp=25"))
        .isInstanceOf(BadCameraUriException.class)
        .hasMessage("test: knows no option 'fsp'; it knows size, fps, format, loop");
  }

  @Test
  void theMessageSaysIfThereAreNoOptions() {
    assertThatThrownBy(() -> UriOptions.of(CameraUri.parse("push:?a=1")))
        .hasMessage("push: knows no option 'a'; it knows none");
  }

  @ParameterizedTest
  @ValueSource(strings = {"16x16", "1000x1000", "640X480"})
  void sizesWithinBoundsAreRead(String text) {
    assertThat(options("test:?size=" + text).size("size", 1000))
        .hasValueSatisfying(size -> assertThat(size.toString()).isEqualToIgnoringCase(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "15x16",
        "16x15",
        "1001x100",
        "100x1001",
        "0x0",
        "-640x480",
        "640",
        "640x",
        "x480",
        "640*480",
        "640x480x3",
        "999999999999x1",
        "hd",
        "640 x 480",
        "٦٤٠x٤٨٠"
      })
  void invalidSizesAreRefusedWithTheValidRange(String text) {
    UriOptions options = options("test:?size=" + text);

    assertThatThrownBy(() -> options.size("size", 1000))
        .isInstanceOf(BadCameraUriException.class)
        .hasMessage(
            "test: the option size is '%s', but should be a size from 16x16 to 1000x1000, as in 1280x720"
                .formatted(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "100", "29.97", "0.5", "0.001", ".5"})
  void ratesWithinBoundsAreRead(String text) {
    assertThat(options("test:?fps=" + text).rate("fps", 100)).contains(Double.valueOf(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-1",
        "100.1",
        "NaN",
        "Infinity",
        "1e-300",
        "0.0009",
        "1e1",
        "0x10p0",
        "25f",
        "25 fps",
        "fast",
        "30000/1001"
      })
  void invalidRatesAreRefusedWithTheValidRange(String text) {
    UriOptions options = options("test:?fps=" + text);

    assertThatThrownBy(() -> options.rate("fps", 100))
        .isInstanceOf(BadCameraUriException.class)
        .hasMessage(
            "test: the option fps is '%s', but should be a rate in frames per second from 0.001 to 100"
                .formatted(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "yes", "1", "TRUE", ""})
  void flagsCanBeSet(String text) {
    assertThat(options("test:?loop=" + text).flag("loop", false)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "no", "0", "No"})
  void flagsCanBeUnset(String text) {
    assertThat(options("test:?loop=" + text).flag("loop", true)).isFalse();
  }

  @Test
  void anyOtherValueOfAFlagIsRefused() {
    UriOptions options = options("test:?loop=twice");

    assertThatThrownBy(() -> options.flag("loop", false))
        .isInstanceOf(BadCameraUriException.class)
        .hasMessage("test: the option loop is 'twice', but should be true or false");
  }

  private static UriOptions options(String uri) {
    return UriOptions.of(CameraUri.parse(uri), "size", "fps", "format", "loop");
  }
}
