package io.zoetrope.drivers.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.core.fixture.Pictures;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.core.source.SourceEndedException;
import io.zoetrope.drivers.fixture.KeptConnections;
import io.zoetrope.drivers.fixture.KeptConnections.After;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cameras that are asked for one picture after the other, and what else they do. */
class SnapshotCameraIT extends SnapshotCameraFixture {
  @ParameterizedTest
  @EnumSource(After.class)
  void aConnectionClosedByTheCameraIsReplaced(After after) throws Exception {
    try (KeptConnections camera = new KeptConnections((request, number) -> picture(), after);
        FrameSource source = open(camera.uri("/snap.jpg#fps=20"))) {
      for (int i = 0; i < 6; i++) {
        assertThat(Pictures.next(source)).isEqualTo(PICTURE);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(After.class)
  void aConnectionClosedAfterALoginRequestIsReplaced(After after) throws Exception {
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
  @ValueSource(strings = {"multipart/x-mixed-replace; boundary=b", "image/jpeg"})
  void aCameraThatClosesAfterEachPictureIsAskedAgainAtOnce(String type) throws Exception {
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
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
      assertThat(camera.requests()).isEqualTo(20);
    }
  }

  @Test
  void aPictureWhoseConnectionStaysOpenIsFollowedByTheNext() throws Exception {
    byte[] answer = join("HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\n\r\n", PICTURE);
    try (KeptConnections camera =
            new KeptConnections((request, number) -> answer, After.STAYS_OPEN);
        FrameSource source = open(camera.uri("/#fps=20"))) {
      long start = System.nanoTime();
      for (int i = 0; i < 20; i++) {
        assertThat(Pictures.next(source)).isEqualTo(PICTURE);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }
  }

  @Test
  void theEndOfASeriesIsNotAFailure() throws Exception {
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

  private static byte[] wantsLogin() {
    String asks = "WWW-Authenticate: Digest realm=\"cam\", qop=\"auth\", nonce=\"abc\"";
    return answer("401 Unauthorized\r\n" + asks, "text/plain", "");
  }
}
