package io.zoetrope.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.core.source.CameraUri;
import io.zoetrope.drivers.file.FileDriver;
import io.zoetrope.drivers.http.HttpDriver;
import io.zoetrope.drivers.network.NetworkDriver;
import io.zoetrope.drivers.rtsp.RtspDriver;
import io.zoetrope.drivers.screen.ScreenDriver;
import io.zoetrope.drivers.v4l2.V4l2Driver;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may be spoken to read each kind of source, so that none leads where it should not. */
class ProtocolsTest {
  private static final List<FfmpegDriver> DRIVERS =
      List.of(
          new FileDriver(),
          new HttpDriver(),
          new NetworkDriver(),
          new RtspDriver(),
          new ScreenDriver(),
          new V4l2Driver());

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          rtsp://192.0.2.7/1         | rtsp,tcp,rtp,udp
          rtsps://192.0.2.7/1        | rtsps,rtsp,tls,tcp,rtp,udp
          rtmp://192.0.2.7/live/1    | rtmp,tcp
          rtmps://192.0.2.7/live/1   | rtmps,rtmp,tls,tcp
          srt://192.0.2.7:9000       | srt
          udp://0.0.0.0:9000         | udp
          file:/dev/null             | file,crypto,data
          screen::0                  | ''
          v4l2:/dev/video0           | ''
          """)
  void eachKindOfSourceHasItsOwnProtocols(String uri, String protocols) throws IOException {
    assertThat(whitelist(inputOf(uri))).isEqualTo(protocols);
  }

  @Test
  void httpReachesNoFiles() throws IOException {
    assertThat(inputOf("http://192.0.2.7/1").protocols())
        .contains("http")
        .doesNotContain("file", "data", "pipe", "udp", "rtp");
  }

  @Test
  void httpReachesNothingPastItsGateway() throws IOException {
    assertThat(inputOf("https://192.0.2.7/1").protocols())
        .doesNotContain("https", "tls", "httpproxy");
  }

  @Test
  void aFeedReachesNothing() {
    assertThat(whitelist(FfmpegInput.fed(InputStream.nullInputStream()))).isEqualTo("pipe");
  }

  private static FfmpegInput inputOf(String text) throws IOException {
    CameraUri uri = CameraUri.parse(text);
    Stream<FfmpegDriver> drivers = DRIVERS.stream();
    return drivers
        .filter(driver -> driver.schemes().contains(uri.scheme()))
        .findFirst()
        .orElseThrow()
        .input(uri);
  }

  private static String whitelist(FfmpegInput input) {
    List<String> command = FfmpegCommand.toMpjpeg(Path.of("/usr/bin/ffmpeg"), input, false);
    int option = command.indexOf("-protocol_whitelist");
    assertThat(option).isPositive().isLessThan(command.indexOf("-i"));
    assertThat(command.lastIndexOf("-protocol_whitelist")).isEqualTo(option);
    return command.get(option + 1);
  }
}
