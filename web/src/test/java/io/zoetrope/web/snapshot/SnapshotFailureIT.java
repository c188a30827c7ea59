package io.zoetrope.web.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.core.camera.CameraState.Idle;
import io.zoetrope.core.camera.CameraState.Retrying;
import io.zoetrope.core.camera.CameraTimings;
import io.zoetrope.core.source.LoginRefusedException;
import io.zoetrope.web.connection.Timeouts;
import io.zoetrope.web.fixture.Answer;
import io.zoetrope.web.fixture.RawClient;
import io.zoetrope.web.fixture.ServerPair;
import io.zoetrope.web.fixture.StreamClient;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever asks for a snapshot gets a picture, or the reason why there is none. */
class SnapshotFailureIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String TRIED_AGAIN =
      "The camera has failed; the next attempt is at \\d\\d:\\d\\d:\\d\\d: ";
  private static final String SNAPSHOT = "/cameras/door/snapshot.jpg";

  @AutoClose private ServerPair pair;

  @BeforeEach
  void start() throws Exception {
    pair = ServerPair.serving("door");
  }

  @ParameterizedTest
  @CsvSource({
    "there is no such device, there is no such device.",
    "is it plugged in?, is it plugged in?",
    "the password is wrong., the password is wrong.",
    "write it as in http://user:password@host/path, write it as in http://user:password@host/path.",
  })
  void saysWhyACameraDoesNotOpen(String reason, String told) throws Exception {
    pair.fake("door").failsToOpen(reason);

    Answer answer = pair.get(SNAPSHOT);

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.errorCode()).isEqualTo("camera_failing");
    assertThat(answer.errorMessage()).matches(TRIED_AGAIN + Pattern.quote(told));
  }

  @Test
  void saysWhenARefusedLoginIsTriedAgain() throws Exception {
    try (ServerPair patient = ServerPair.serving(CameraTimings.STANDARD, "door")) {
      patient.fake("door").failsToOpen(() -> new LoginRefusedException("the login is refused"));
      await().atMost(PATIENCE).until(() -> attempts(patient) == 3);

      Answer answer = patient.get(SNAPSHOT);

      assertThat(answer.errorMessage()).matches(TRIED_AGAIN + "the login is refused\\.");
      Instant again =
          ZonedDateTime.parse(
                  answer.header("retry-after").orElseThrow(), DateTimeFormatter.RFC_1123_DATE_TIME)
              .toInstant();
      assertThat(Duration.between(Instant.now(), again))
          .isBetween(Duration.ofMinutes(4), Duration.ofMinutes(6));
    }
  }

  /** Asks for a snapshot and says how often in a row the camera has failed. */
  private static int attempts(ServerPair pair) throws Exception {
    assertThat(pair.get(SNAPSHOT).status()).isEqualTo(503);
    return pair.camera("door").state() instanceof Retrying retrying ? retrying.attempts() : 0;
  }

  @Test
  void saysWhenTheCameraFailsWhileAClientWaits() throws Exception {
    RawClient client = pair.connect().get(SNAPSHOT);
    await().atMost(PATIENCE).until(() -> pair.viewers("door") == 1);

    pair.fake("door").fails("the cable was pulled");

    assertThat(client.readAnswer().errorMessage()).endsWith("the cable was pulled.");
    assertThat(pair.viewers("door")).isZero();
  }

  @Test
  void saysWhyVideoCannotBeTurnedIntoJpeg() throws Exception {
    pair.decoders().failsToOpen("it has no such decoder");
    pair.fake("door").showsVideo("a key frame");

    Answer answer = pair.get(SNAPSHOT);

    assertThat(answer.status()).isEqualTo(501);
    assertThat(answer.errorMessage())
        .isEqualTo(
            "This camera sends H.264, and this server cannot make JPEGs of that: it has no such decoder.");
  }

  @Test
  void neverAnswersWithThePlaceholder() throws Exception {
    pair.fake("door").failsToOpen("there is no such device");
    pair.watch("/video_feed").nextPart();

    assertThat(pair.get(SNAPSHOT + "?max_age=60000").status()).isEqualTo(503);
  }

  @Test
  void givesAPictureAgainOnceTheCameraDoes() throws Exception {
    StreamClient viewer = pair.watch("/video_feed");
    pair.fake("door").fails("the cable was pulled");
    viewer.nextPart();
    pair.fake("door").shows("plugged in again");
    viewer.nextPart();

    assertThat(pair.get(SNAPSHOT + "?max_age=60000").text()).isEqualTo("plugged in again");
  }

  @Test
  void ignoresAFailureThatIsLongOver() throws Exception {
    CameraTimings timings = ServerPair.TIMINGS.withLinger(Duration.ofMillis(50));
    try (ServerPair brief = ServerPair.serving(timings, "door")) {
      brief.fake("door").failsToOpen("there is no such device");
      assertThat(brief.get(SNAPSHOT).status()).isEqualTo(503);
      await().atMost(PATIENCE).until(() -> brief.camera("door").state() instanceof Idle);

      brief.fake("door").opensAgain();
      brief.fake("door").shows("well again");

      assertThat(brief.get(SNAPSHOT).text()).isEqualTo("well again");
    }
  }

  @Test
  void doesNotWaitForever() throws Exception {
    Timeouts timeouts = Timeouts.STANDARD.withSnapshot(Duration.ofSeconds(1));
    try (ServerPair impatient = ServerPair.serving(timeouts, "door")) {
      Answer answer = impatient.get(SNAPSHOT);

      assertThat(answer.status()).isEqualTo(504);
      assertThat(answer.errorCode()).isEqualTo("no_picture");
      assertThat(answer.errorMessage()).contains("within 1 s.");
      assertThat(impatient.viewers("door")).isZero();
    }
  }
}
