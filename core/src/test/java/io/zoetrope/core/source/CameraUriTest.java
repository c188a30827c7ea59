package io.zoetrope.core.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a camera's URI is read, and what is shown of it. */
class CameraUriTest {

  @ParameterizedTest
  @CsvSource({
    "test:, test, ''",
    "TEST:, test, ''",
    "file:clips/a b.mp4, file, clips/a b.mp4",
    "v4l2:/dev/video0, v4l2, /dev/video0",
    "screen::0, screen, :0",
    "opencv:0, opencv, 0",
    "rtsp://192.0.2.7:554/live, rtsp, //192.0.2.7:554/live",
    "x-my.driver+1:here, x-my.driver+1, here",
  })
  void theSchemeEndsAtTheFirstColonAndTheRestIsTheAddress(
      String text, String scheme, String address) {
    CameraUri uri = CameraUri.parse(text);

    assertThat(uri.scheme()).isEqualTo(scheme);
    assertThat(uri.address()).isEqualTo(address);
    assertThat(uri.options()).isEmpty();
    assertThat(uri.text()).isEqualTo(text);
  }

  @Test
  void optionsFollowTheQuestionMarkInTheOrderWritten() {
    CameraUri uri = CameraUri.parse("v4l2:/dev/video0?size=1280x720&fps=30&format=mjpeg");

    assertThat(uri.address()).isEqualTo("/dev/video0");
    assertThat(uri.options())
        .containsExactly(entry("size", "1280x720"), entry("fps", "30"), entry("format", "mjpeg"));
  }

  @Test
  void aCameraMayHaveOptionsAlone() {
    assertThat(CameraUri.parse("test:?fps=5").options()).containsExactly(entry("fps", "5"));
    assertThat(CameraUri.parse("test:?fps=5").address()).isEmpty();
  }

  @Test
  void valuesArePercentDecodedAndAPlusIsAPlus() {
    CameraUri uri = CameraUri.parse("file:x.mp4?name=a%20b%26c&gain=+3&odd=100%");

    assertThat(uri.options())
        .containsExactly(entry("name", "a b&c"), entry("gain", "+3"), entry("odd", "100%"));
  }

  @Test
  void emptyAndRepeatedOptionsAreForgiven() {
    CameraUri uri = CameraUri.parse("test:?fps=1&&loop&size=&fps=2&=5");

    assertThat(uri.options()).contains(entry("fps", "2"), entry("loop", ""), entry("size", ""));
  }

  @Test
  void aQuestionMarkWithoutOptionsBelongsToTheAddress() {
    assertThat(CameraUri.parse("file:what?.mp4").address()).isEqualTo("what?.mp4");
    assertThat(CameraUri.parse("http://host/?action").address()).isEqualTo("//host/?action");
    assertThat(CameraUri.parse("file:really?.mp4?loop=true").address()).isEqualTo("really?.mp4");
  }

  @Test
  void theOptionsCannotBeChanged() {
    assertThatThrownBy(() -> CameraUri.parse("test:?fps=1").options().put("fps", "2"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "clip.mp4",
        "/dev/null",
        "C:\\clips\\a.mp4",
        ":x",
        "4k:x",
        "a b:c",
        "192.0.2.7:554"
      })
  void whatIsNotACameraUriIsRefusedWithAHint(String text) {
    assertThatThrownBy(() -> CameraUri.parse(text))
        .isInstanceOf(BadCameraUriException.class)
        .hasMessageContaining("'" + text + "' is not a camera URI")
        .hasMessageContaining("rtsp://");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/dev/video0",
        "/dev/video12",
        "/dev/v4l/by-id/usb-Maker_Cam_SN01-video-index0",
        "/dev/v4l/by-path/pci-0000:00:14.0-usb-0:1:1.0-video-index0",
        "/dev/video0?size=640x480&fps=5"
      })
  void theNodeOfAWebcamIsThatWebcam(String path) {
    assertThat(CameraUri.parse(path)).isEqualTo(CameraUri.parse("v4l2:" + path));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "192.0.2.7            | rtsp://192.0.2.7 or http://192.0.2.7",
        "192.0.2.7:554/live   | rtsp://192.0.2.7:554/live or http://192.0.2.7:554/live",
        "//192.0.2.7/live     | rtsp://192.0.2.7/live or http://192.0.2.7/live",
        "[2001:db8::7]/live   | rtsp://[2001:db8::7]/live or http://[2001:db8::7]/live",
        "door.local           | rtsp://door.local or http://door.local",
        "http//192.0.2.7/x    | write a colon after http, as in http://host/path",
        "0                    | write v4l2:/dev/video0 for a webcam",
        "video2               | write v4l2:/dev/video2 for a webcam",
        "videos/a.mp4          | file:videos/a.mp4 for a video, slideshow:videos/a.mp4 for a folder",
        "http                 | as in file:http for a video",
      })
  void aRefusalSaysWhatToWrite(String text, String advice) {
    assertThatThrownBy(() -> CameraUri.parse(text)).hasMessageContaining(advice);
  }

  @Test
  void theHintForAFileNamesTheFile() {
    assertThatThrownBy(() -> CameraUri.parse("clip of 100%.mp4"))
        .hasMessageContaining("file:clip of 100%.mp4");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cam.jpg?password=hunter2",
        "//me:hunter2@host/",
        "1p://me:hunter2@host/x",
        "1me:hunter2@192.0.2.7/x",
        "//me:hunter2@192.0.2.7/"
      })
  void aRefusalKeepsTheSecret(String text) {
    assertThatThrownBy(() -> CameraUri.parse(text)).hasMessageNotContaining("hunter2");
  }

  @Test
  void whatIsShownHoldsNoSecret() {
    CameraUri uri = CameraUri.parse("rtsp://me:hunter2@192.0.2.7/live?token=hunter2&fps=5");

    assertThat(uri.masked()).isEqualTo("rtsp://***@192.0.2.7/live?token=***&fps=5");
    assertThat(uri).hasToString(uri.masked());
    assertThat(uri.text()).contains("me:hunter2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          exec:grab --key s3cret        | exec:grab …
          EXEC: /opt/bin/grab s3cret    | exec:/opt/bin/grab …
          exec:grab                     | exec:grab
          exec:KEY=s3cret grab          | exec:…
          exec:"my grab" s3cret         | exec:…
          """)
  void onlyTheProgramOfACommandIsShown(String text, String shown) {
    assertThat(CameraUri.parse(text)).hasToString(shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rtsp://me:a hunter2 b@host/",
        "rtsp://me:'hunter2'@host/",
        "rtsp://me:\t\"hunter2\n@host/",
        "srt://host?passphrase=a hunter2"
      })
  void nothingEndsAPasswordBeforeTheHost(String text) {
    assertThat(CameraUri.parse(text).toString()).doesNotContain("hunter2").contains("host");
  }
}
