package io.zoetrope.drivers.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.core.fixture.Pictures;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.core.source.LoginRefusedException;
import io.zoetrope.drivers.fixture.KeptConnections;
import io.zoetrope.drivers.fixture.KeptConnections.After;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad answers: which are left out, and which are a failure. */
class SnapshotCameraFailureIT extends SnapshotCameraFixture {
  private static final String JSON = "[{\"error\":{\"detail\":\"please login first\"}}]";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          503 Service Unavailable | application/xml  | <ResponseStatus><statusString>Device Busy</statusString></ResponseStatus>
          200 OK                  | application/json | [{"error":{"detail":"please login first"}}]
          200 OK                  | text/html        | <html><title>Busy</title></html>
          200 OK                  | image/jpeg       | not a picture
          200 OK                  | image/jpeg       |
          """)
  void oneBadResponseInFiveIsSkipped(String status, String type, String body) throws Exception {
    byte[] bad = answer(status, type, body == null ? "" : body);
    try (KeptConnections camera =
            new KeptConnections(
                (request, number) -> number % 5 == 0 ? bad : picture(), After.STAYS_OPEN);
        FrameSource source = open(camera.uri("/snap.jpg#fps=50"))) {
      for (int i = 0; i < 20; i++) {
        assertThat(Pictures.next(source)).isEqualTo(PICTURE);
      }
      assertThat(camera.requests()).isEqualTo(24);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          503 Service Unavailable | application/xml  | <ResponseStatus><statusString>Device Busy</statusString></ResponseStatus> | the camera cannot serve us now (503): too many viewers, perhaps; it says: Device Busy
          200 OK                  | application/json | [{"error":{"detail":"please login first"}}] | the camera sends a text, not a picture; it says: [{"error":{"detail":"please login first"}}]
          """)
  void afterFiveInARowTheFailureQuotesTheCamera(
      String status, String type, String body, String sentence) throws Exception {
    try (KeptConnections camera =
            new KeptConnections(
                (request, number) -> number == 1 ? picture() : answer(status, type, body),
                After.STAYS_OPEN);
        FrameSource source = open(camera.uri("/snap.jpg#fps=50"))) {
      source.read().release();

      assertThatThrownBy(source::read).isInstanceOf(IOException.class).hasMessage(sentence);
      assertThat(camera.requests()).isEqualTo(6);
    }
  }

  @Test
  void withinTheSilenceLimitTheFailureQuotesTheCamera() throws Exception {
    try (KeptConnections camera =
            new KeptConnections(
                (request, number) ->
                    number == 1 ? picture() : answer("503 Busy", "text/plain", "come back later"),
                After.STAYS_OPEN);
        FrameSource source = open(camera.uri("/snap.jpg#fps=0.2"))) {
      source.read().release();
      long asked = System.nanoTime();

      assertThatThrownBy(source::read).hasMessageEndingWith("it says: come back later");
      assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(source.maxSilence());
    }
  }

  @Test
  void aBadFirstResponseIsNotSkipped() throws Exception {
    try (KeptConnections camera =
            new KeptConnections(
                (request, number) -> answer("200 OK", "application/json", JSON), After.STAYS_OPEN);
        FrameSource source = open(camera.uri("/snap.jpg"))) {
      assertThatThrownBy(source::read)
          .hasMessage("the camera sends a text, not a picture; it says: " + JSON);
      assertThat(camera.requests()).isEqualTo(1);
    }
  }

  @Test
  void aMessageThatRepeatsTheAddressIsMasked() throws Exception {
    String body = "no user=admin with pwd=s3cret%21 (s3cret!) here";
    try (KeptConnections camera =
            new KeptConnections(
                (request, number) -> answer("404 Not Found", "text/plain", body),
                After.STAYS_OPEN);
        FrameSource source = open(camera.uri("/snap.jpg?user=admin&pwd=s3cret%21"))) {
      assertThatThrownBy(source::read)
          .hasMessageContaining("it says: no user=")
          .hasMessageNotContaining("s3cret");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"401 Unauthorized", "403 Forbidden"})
  void aRefusedLoginIsNeverSkipped(String status) throws Exception {
    try (KeptConnections camera =
            new KeptConnections(
                (request, number) -> number == 1 ? picture() : answer(status, "text/plain", ""),
                After.STAYS_OPEN);
        FrameSource source = open(camera.uri("/snap.jpg#fps=50"))) {
      source.read().release();

      assertThatThrownBy(source::read).isInstanceOf(LoginRefusedException.class);
    }
  }
}
