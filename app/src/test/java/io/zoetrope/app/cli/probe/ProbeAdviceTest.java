package io.zoetrope.app.cli.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.core.source.CameraUri;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What probe advises depends on how far it came. */
final class ProbeAdviceTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rtsp://192.0.2.7/s",
        "rtsps://192.0.2.7/s",
        "http://192.0.2.7/v",
        "rtmp://192.0.2.7/a"
      })
  void aSilentPortIsNotSaidToAnswer(String uri) {
    assertThat(advice(uri, ProbeStep.PORT, "192.0.2.7:554 does not answer within 3 seconds"))
        .hasValueSatisfying(
            advice -> assertThat(advice).contains("is the camera on").doesNotContain("talks"));
  }

  @ParameterizedTest
  @CsvSource({
    "rtsp://192.0.2.7/s, there is no picture within 15 seconds",
    "rtsp://192.0.2.7/s, the camera does not answer (connection timed out)",
    "http://192.0.2.7/s, the camera has fallen silent (timed out)",
  })
  void ifOnlyThePortAnswersTheAdviceSaysSo(String uri, String reason) {
    assertThat(advice(uri, ProbeStep.OPEN, reason))
        .hasValueSatisfying(
            advice -> assertThat(advice).startsWith("the port answers").doesNotContain("talks"));
  }

  @Test
  void aSilentNameServerIsNotTakenForASilentCamera() {
    assertThat(
            advice("rtsp://door/s", ProbeStep.NAME, "nobody says within 5 seconds where 'door' is"))
        .hasValueSatisfying(advice -> assertThat(advice).contains("name server"));
  }

  @Test
  void aSilentLocalCameraGetsNoAdviceAboutNetworks() {
    assertThat(advice("slideshow:x", ProbeStep.OPEN, "there is no picture within 15 seconds"))
        .isEmpty();
  }

  @Test
  void udpSilenceMayBeAFirewall() {
    assertThat(advice("udp://@:9000", ProbeStep.OPEN, "there is no picture within 15 seconds"))
        .hasValueSatisfying(advice -> assertThat(advice).contains("firewall"));
  }

  private static Optional<String> advice(String uri, ProbeStep failed, String reason) {
    return ProbeAdvice.of(CameraUri.parse(uri), Optional.of(failed), reason);
  }
}
