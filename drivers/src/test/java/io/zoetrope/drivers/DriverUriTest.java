package io.zoetrope.drivers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.core.fixture.DriverBench;
import io.zoetrope.core.source.BadCameraUriException;
import io.zoetrope.core.source.CameraDrivers;
import io.zoetrope.core.source.CameraUri;
import io.zoetrope.core.source.DriverContext;
import io.zoetrope.core.source.DriverSearch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of a URI before anything is opened. */
class DriverUriTest {
  private final CameraDrivers drivers = new CameraDrivers(DriverSearch.installed().drivers());
  private final DriverBench bench = new DriverBench();

  @TempDir Path folder;

  @AfterEach
  void nothingIsLeft() {
    bench.close();
  }

  @Test
  void everySchemeHasItsDriver() {
    assertThat(drivers.schemes())
        .containsExactly(
            "exec",
            "file",
            "http",
            "https",
            "push",
            "rpicam",
            "rtmp",
            "rtmps",
            "rtsp",
            "rtsps",
            "screen",
            "slideshow",
            "srt",
            "test",
            "udp",
            "v4l2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "test:",
        "push:",
        "push:?takeover=true&key=s3cret",
        "test:?size=640x480&fps=0.5",
        "slideshow:",
        "slideshow:?fps=2",
        "rtsp://192.0.2.7",
        "rtsp://user:p%2Fw@192.0.2.7:554/stream1?channel=1&subtype=0",
        "RTSP://camera.lan/stream1",
        "rtsps://[2001:db8::1]:322/stream1",
        "rtsp://user:p@ss@camera/path@2x",
        "http://camera:8080/?action=stream",
        "http://my_cam:8080/?action=stream",
        "https://admin:x@front_door.lan/snap.jpg",
        "rtsp://my_cam:554/s",
        "rtmp://my_cam/live/1",
        "srt://my_cam:9000",
        "https://camera/video.mjpg?user=a&pwd=b",
        "rtmp://camera/live/1",
        "srt://camera:9000?mode=caller&latency=200",
        "udp://@239.0.0.1:1234",
        "udp://127.0.0.1:1234?fifo_size=1000",
        "v4l2:/dev/video0",
        "v4l2:/dev/v4l/by-id/usb-Some:Camera-index0?size=1280x720&fps=30&format=yuyv422",
        "screen::0",
        "screen:host:1.0+10,20?fps=5&size=640x480",
      })
  void validUrisAreAccepted(String uri) {
    assertThatCode(() -> check(uri)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          test:pattern                   | test: has only options, not 'pattern'; write it as in test:?size=1280x720&fps=30
          test:?fps                      | test: has only options, not '?fps'; write it as in test:?size=1280x720&fps=30
          test:?size=5000x100            | test: the option size is '5000x100', but should be a size from 16x16 to 4096x4096, as in 1280x720
          test:?colour=red               | test: knows no option 'colour'; it knows size, fps
          slideshow:?fps=1000            | slideshow: the option fps is '1000', but should be a rate in frames per second from 0.001 to 240
          slideshow:?loop=true           | slideshow: knows no option 'loop'; it knows fps
          file:                          | file: names no file; write it as in file:clip.mp4
          file:?loop=true                | file: names no file; write it as in file:clip.mp4
          file:/etc/passwd?loop=maybe    | file: the option loop is 'maybe', but should be true or false
          file:/etc/passwd?fps=25        | file: knows no option 'fps'; it knows loop
          v4l2:                          | v4l2: '' is not a device; write it as in v4l2:/dev/video0
          v4l2:video0                    | v4l2: 'video0' is not a device; write it as in v4l2:/dev/video0
          v4l2:-i                        | v4l2: '-i' is not a device; write it as in v4l2:/dev/video0
          v4l2:/dev/video0?input=1       | v4l2: knows no option 'input'; it knows size, fps, format
          push:key=s3cret                | push: has only options; write it as in push: or push:?takeover=true&key=SECRET
          push:?takeover=maybe           | push: the option takeover is 'maybe', but should be true or false
          push:?key=                     | push: the option key is empty; give it a secret, or leave it out to let everybody publish
          screen:desktop                 | screen: 'desktop' is not an X display; write it as in screen::0
          screen::0 -i /etc/passwd       | screen: ':0 -i /etc/passwd' is not an X display; write it as in screen::0
          rtsp:                          | 'rtsp:' names no host: write it as in rtsp://192.0.2.7/stream1
          rtsp://                        | 'rtsp://' names no host: write it as in rtsp://192.0.2.7/stream1
          rtsp:///stream1                | 'rtsp:///stream1' names no host: write it as in rtsp://192.0.2.7/stream1
          http:/camera/video             | 'http:/camera/video' names no host: write it as in http://192.0.2.7/stream1
          rtsp://me:my pass@camera/1     | 'rtsp://***@camera/1' holds a blank or a quotation mark; write %20 for a blank, %22 for " and %27 for '
          rtsp://me:pw@camera:99999/1    | 'rtsp://***@camera:99999/1': its port should be a number from 1 to 65535
          rtsp://[2001:db8::1]:65536/1   | 'rtsp://[2001:db8::1]:65536/1': its port should be a number from 1 to 65535
          rtmp://camera:0/1              | 'rtmp://camera:0/***': its port should be a number from 1 to 65535
          http://camera:99999/video      | 'http://camera:99999/video': its port should be a number from 1 to 65535
          https://cam_1:65536/video      | 'https://cam_1:65536/video': its port should be a number from 1 to 65535
          rtsp://camera:port/1           | 'rtsp://camera:***/1' has no number as its port; in a password write %2F for /, %3F for ? and %23 for #
          """)
  void invalidUrisAreRefusedWithAdvice(String uri, String message) {
    assertThatThrownBy(() -> check(uri))
        .isInstanceOf(BadCameraUriException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          slideshow:/nowhere             | slideshow: there is no folder '/nowhere'
          slideshow:/etc/passwd          | slideshow: there is no folder '/etc/passwd'
          file:/nowhere.mp4              | file: there is no file '/nowhere.mp4'
          file:/etc                      | file: '/etc' is a folder; its pictures can be shown with slideshow:/etc
          https://192.0.2.7/v#ca=/nowhere.pem | ca: there is no file '/nowhere.pem' that this user may read
          rtsps://192.0.2.7/v#ca=/nowhere.pem | ca: there is no file '/nowhere.pem' that this user may read
          """)
  void aMissingFileIsNotAnErrorInTheUri(String uri, String message) {
    assertThatThrownBy(() -> check(uri)).isInstanceOf(IOException.class).hasMessage(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rtsp://admin:hunter2@",
        "rtsp://admin:hunter2@/stream1",
        "rtsp:admin:hunter2@camera/stream1",
        "rtsp:/admin:hunter2@camera/stream1",
        "rtsp://admin:hun/hunter2@camera/stream1",
        "rtsp://admin:hun?hunter2@camera/stream1",
        "rtsp://admin:hun#/hunter2@camera/stream1",
        "rtsp://admin:12#hunter2=1@camera/stream1",
        "http:///video?user=x&password=hunter2",
        "https:?token=hunter2&x=1",
        "rtmps://admin:hunter2@:x/",
      })
  void noRefusalRevealsASecret(String uri) {
    assertThatThrownBy(() -> check(uri))
        .isInstanceOf(BadCameraUriException.class)
        .message()
        .contains("***")
        .doesNotContain("hunter2");
  }

  @Test
  void aFolderWithoutPicturesIsRefused() throws IOException {
    Files.createFile(folder.resolve("notes.txt"));
    Files.createDirectory(folder.resolve("folder.jpg"));

    assertThatThrownBy(() -> check("slideshow:" + folder))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "slideshow: the folder '%s' holds no JPEG pictures (*.jpg or *.jpeg)"
                .formatted(folder));
  }

  @Test
  void anInvalidFileNameIsRefused() {
    assertThatThrownBy(() -> check("file:a\0b")).isInstanceOf(BadCameraUriException.class);
    assertThatThrownBy(() -> check("slideshow:a\0b")).isInstanceOf(BadCameraUriException.class);
    assertThatThrownBy(() -> check("exec:a\0b")).isInstanceOf(BadCameraUriException.class);
    assertThatThrownBy(() -> check("rtsps://h/#ca=a\0b")).isInstanceOf(BadCameraUriException.class);
  }

  @Test
  void anFfmpegSettingThatIsNotAProgramIsRefusedForEveryCamera() throws IOException {
    Path text = Files.createFile(folder.resolve("ffmpeg.txt"));

    for (Path notAProgram : new Path[] {Path.of("/nowhere/ffmpeg"), text, folder}) {
      DriverContext context = bench.contextWith(notAProgram);
      CameraUri uri = CameraUri.parse("rtsp://192.0.2.7/1");
      assertThatThrownBy(() -> drivers.driverFor(uri).check(uri, context))
          .isInstanceOf(IOException.class)
          .hasMessage("--ffmpeg: there is no program at '%s'".formatted(notAProgram));
    }
  }

  private void check(String text) throws IOException {
    CameraUri uri = CameraUri.parse(text);
    drivers.driverFor(uri).check(uri, bench.context());
  }
}
