package io.zoetrope.drivers.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.core.fixture.DriverBench;
import io.zoetrope.core.fixture.Pictures;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.core.source.LoginRefusedException;
import io.zoetrope.core.source.SourceEndedException;
import io.zoetrope.drivers.fixture.KeptConnections;
import io.zoetrope.drivers.fixture.KeptConnections.After;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cameras that are asked for one picture after the other, and what they do besides answering. */
class SnapshotCameraIT {
  private static final byte[] PICTURE = Pictures.numbered(1);
  private static final String JSON = "[{\"error\":{\"detail\":\"please login first\"}}]";

  private final DriverBench bench = new DriverBench();

  @AfterEach
  void everyBufferIsGivenBack() {
    bench.close();
  }

  @ParameterizedTest
  @EnumSource(After.class)
  void aConnectionThatTheCameraHasClosedIsReplaced(After after) throws Exception {
    try (KeptConnections camera = new KeptConnections((request, number) -> picture(), after);
        FrameSource source = open(camera.uri("/snap.jpg#fps=20"))) {
      for (int i = 0; i < 6; i++) {
        assertThat(Pictures.next(source)).isEqualTo(PICTURE);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(After.class)
  void soIsOneThatItClosesAfterItHasAskedForALogin(After after) throws Exception {
    try (KeptConnections camera =
            new KeptConnections(
                (request, number) ->
                    request.contains("Authorization: Digest") ? picture() : wantsLogin(),
                after);
        FrameSource source = open(camera.uri("viewer:hunter2@", "/snap.jpg#fps=20"))) {
      for (int i = 0; i < 4; i++) {
        assertThat(Pictures.next(source)).isEqualTo(PICTURE);
      }
    }
  }

  @Test
  void aCameraThatNeverAnswersOnAFreshConnectionIsAskedOnlyOnce() throws Exception {
    try (KeptConnections camera =
            new KeptConnections((request, number) -> new byte[0], After.CLOSES_AT_ONCE);
        FrameSource source = open(camera.uri("/snap.jpg"))) {
      assertThatThrownBy(source::read)
          .hasMessage("the camera has cut the connection without an answer");
      assertThat(camera.requests()).isEqualTo(1);
    }
  }

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
  void oneBadAnswerInFiveIsLeftOut(String status, String type, String body) throws Exception {
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
  void afterFiveInARowItHasFailedInItsOwnWords(
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
  void withinTheSilenceLimitItFailsInItsOwnWordsToo() throws Exception {
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
  void theFirstAnswerOfAllIsNotLeftOut() throws Exception {
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
  void whatACameraRepeatsOfItsAddressIsNotShown() throws Exception {
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
  void aRefusedLoginIsNeverLeftOut(String status) throws Exception {
    try (KeptConnections camera =
            new KeptConnections(
                (request, number) -> number == 1 ? picture() : answer(status, "text/plain", ""),
                After.STAYS_OPEN);
        FrameSource source = open(camera.uri("/snap.jpg#fps=50"))) {
      source.read().release();

      assertThatThrownBy(source::read).isInstanceOf(LoginRefusedException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"multipart/x-mixed-replace; boundary=b", "image/jpeg"})
  void onePicturePerConnectionGoesOnAtOnce(String type) throws Exception {
    byte[] answer =
        join(
            "HTTP/1.0 200 OK\r\nContent-Type: %s\r\n\r\n%s"
                .formatted(type, type.startsWith("multi") ? "--b\r\n\r\n" : ""),
            PICTURE);
    try (KeptConnections camera =
            new KeptConnections((request, number) -> answer, After.CLOSES_AT_ONCE);
        FrameSource source = open(camera.uri("/#fps=20"))) {
      long start = System.nanoTime();
      for (int i = 0; i < 20; i++) {
        assertThat(Pictures.next(source)).isEqualTo(PICTURE);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
      assertThat(camera.requests()).isEqualTo(20);
    }
  }

  @Test
  void aPictureWhoseConnectionIsLeftOpenGoesOnToo() throws Exception {
    byte[] answer = join("HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\n\r\n", PICTURE);
    try (KeptConnections camera =
            new KeptConnections((request, number) -> answer, After.STAYS_OPEN);
        FrameSource source = open(camera.uri("/#fps=20"))) {
      long start = System.nanoTime();
      for (int i = 0; i < 20; i++) {
        assertThat(Pictures.next(source)).isEqualTo(PICTURE);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }
  }

  @Test
  void aSeriesThatEndsIsToldFromAFailure() throws Exception {
    byte[] series =
        join(
            "HTTP/1.0 200 OK\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n",
            join(new String(PICTURE, ISO_8859_1) + "\r\n--b\r\n\r\n", PICTURE));
    try (KeptConnections camera =
            new KeptConnections((request, number) -> series, After.CLOSES_AT_ONCE);
        FrameSource source = open(camera.uri("/"))) {
      source.read().release();
      source.read().release();
      assertThatThrownBy(source::read).isInstanceOf(SourceEndedException.class);
    }
  }

  private FrameSource open(String uri) throws Exception {
    return bench.open(new HttpDriver(), uri);
  }

  private static byte[] picture() {
    return join(
        "HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n"
            .formatted(PICTURE.length),
        PICTURE);
  }

  private static byte[] wantsLogin() {
    String asks = "WWW-Authenticate: Digest realm=\"cam\", qop=\"auth\", nonce=\"abc\"";
    return answer("401 Unauthorized\r\n" + asks, "text/plain", "");
  }

  private static byte[] answer(String status, String type, String body) {
    return join(
        "HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
            .formatted(status, type, body.length()),
        body.getBytes(ISO_8859_1));
  }

  private static byte[] join(String head, byte[] body) {
    byte[] first = head.getBytes(ISO_8859_1);
    byte[] all = new byte[first.length + body.length];
    System.arraycopy(first, 0, all, 0, first.length);
    System.arraycopy(body, 0, all, first.length, body.length);
    return all;
  }
}
