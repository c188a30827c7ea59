package io.zoetrope.app.cli.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.core.source.CameraUri;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where probe connects before it asks for pictures. */
final class NetworkTargetTest {

  @ParameterizedTest
  @CsvSource({
    "rtsp://192.0.2.7/stream1, 192.0.2.7, 554",
    "rtsp://me:p@ss:w@camera.local:8554/a@b?c=d, camera.local, 8554",
    "http://camera?x=1, camera, 80",
    "https://[2001:db8::7]:8443/v#fps=2, 2001:db8::7, 8443",
    "HTTPS://[2001:db8::7]/v, 2001:db8::7, 443",
    "rtmp://host/app, host, 1935"
  })
  void findsHostAndPort(String uri, String host, int port) {
    assertThat(NetworkTarget.of(CameraUri.parse(uri)))
        .contains(new NetworkTarget(host, OptionalInt.of(port)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"srt://192.0.2.7:9000", "udp://192.0.2.7:9000"})
  void aProtocolWithoutConnectionsHasNoPortToTry(String uri) {
    assertThat(NetworkTarget.of(CameraUri.parse(uri)))
        .contains(new NetworkTarget("192.0.2.7", OptionalInt.empty()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"file:clip.mp4", "udp://@:9000", "test:", "v4l2:/dev/video0", "screen::0"})
  void localCamerasHaveNoTarget(String uri) {
    assertThat(NetworkTarget.of(CameraUri.parse(uri))).isEmpty();
  }

  @Test
  void aPathIsNotAHost() {
    assertThat(NetworkTarget.of(CameraUri.parse("http:///path"))).isEmpty();
  }
}
