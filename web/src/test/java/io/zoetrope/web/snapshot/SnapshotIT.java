package io.zoetrope.web.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.core.camera.CameraState.Idle;
import io.zoetrope.core.camera.CameraTimings;
import io.zoetrope.web.connection.Timeouts;
import io.zoetrope.web.fixture.Answer;
import io.zoetrope.web.fixture.RawClient;
import io.zoetrope.web.fixture.ServerPair;
import io.zoetrope.web.fixture.StreamClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A snapshot is what the camera saw after it was asked for. */
class SnapshotIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String SNAPSHOT = "/cameras/door/snapshot.jpg";

  @AutoClose private ServerPair pair;

  @BeforeEach
  void start() throws Exception {
    pair = ServerPair.serving("door");
  }

  @Test
  void isAWholeJpegWithItsTimeAndMayNotBeStored() throws Exception {
    RawClient client = pair.connect().get(SNAPSHOT);
    pair.fake("door").shows("a picture");
    Answer answer = client.readAnswer();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo("a picture");
    assertThat(answer.header("Content-Type")).contains("image/jpeg");
    assertThat(answer.header("Cache-Control"))
        .hasValueSatisfying(v -> assertThat(v).contains("no-store"));
    assertThat(answer.header("X-Timestamp"))
        .hasValueSatisfying(v -> assertThat(v).matches("\\d{10}\\.\\d{6}"));
  }

  @Test
  void isNotThePictureTakenBeforeTheRequest() throws Exception {
    haveShown("before");

    RawClient client = pair.connect().get(SNAPSHOT);
    await().atMost(PATIENCE).until(() -> pair.viewers("door") == 2);
    pair.fake("door").shows("after");

    assertThat(client.readAnswer().text()).isEqualTo("after");
  }

  @Test
  void isTheLastPictureIfThatIsNewEnough() throws Exception {
    haveShown("before");

    assertThat(pair.get(SNAPSHOT + "?max_age=60000").text()).isEqualTo("before");
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "1.5", "1e3", "99999999999999999999"})
  void refusesAnAgeThatIsNotANumber(String age) throws Exception {
    Answer answer = pair.get(SNAPSHOT + "?max_age=" + age);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.errorCode()).isEqualTo("bad_max_age");
    assertThat(answer.errorMessage()).contains("max_age=2000");
    assertThat(pair.fake("door").timesOpened()).isZero();
  }

  @Test
  void isSharedByAllWhoAskAtTheSameTime() throws Exception {
    List<RawClient> callers = new ArrayList<>();
    for (int n = 0; n < 40; n++) {
      callers.add(pair.connect().get(SNAPSHOT));
    }
    await().atMost(PATIENCE).until(() -> pair.viewers("door") == 40);

    pair.fake("door").shows("the one picture");

    for (RawClient caller : callers) {
      assertThat(caller.readAnswer().text()).isEqualTo("the one picture");
    }
    assertThat(pair.fake("door").timesOpened()).isEqualTo(1);
    assertThat(pair.viewers("door")).isZero();
  }

  @Test
  void canBeAskedForAgainAndAgainOnOneConnection() throws Exception {
    RawClient client = pair.connect();
    for (int n = 0; n < 20; n++) {
      client.get(SNAPSHOT);
      await().atMost(PATIENCE).until(() -> pair.viewers("door") == 1);
      pair.fake("door").shows("picture " + n);
      assertThat(client.readAnswer().text()).isEqualTo("picture " + n);
    }
    assertThat(pair.viewers("door")).isZero();
  }

  @Test
  void opensACameraThatNobodyWatchesAndLetsItCloseAgain() throws Exception {
    CameraTimings timings = ServerPair.TIMINGS.withLinger(Duration.ofMillis(50));
    try (ServerPair brief = ServerPair.serving(timings, "door")) {
      RawClient client = brief.connect().get(SNAPSHOT);
      brief.fake("door").shows("a picture");
      client.readAnswer();

      await().atMost(PATIENCE).until(() -> brief.camera("door").state() instanceof Idle);
      await().atMost(PATIENCE).until(() -> !brief.fake("door").isOpen());
    }
  }

  @Test
  void endsItsWaitSoonIfItsClientMayHaveLeft() throws Exception {
    Timeouts timeouts = Timeouts.STANDARD.withSnapshot(Duration.ofMillis(500));
    try (ServerPair brief = ServerPair.serving(timeouts, "door")) {
      RawClient client = brief.connect().get(SNAPSHOT);
      await().atMost(PATIENCE).until(() -> brief.viewers("door") == 1);

      client.close();

      await().atMost(PATIENCE).until(() -> brief.viewers("door") == 0);
    }
  }

  @Test
  void leavesNoViewerBehindWhenItsClientLeavesEarly() throws Exception {
    for (int n = 0; n < 10; n++) {
      RawClient client = pair.connect().get(SNAPSHOT);
      await().atMost(PATIENCE).until(() -> pair.viewers("door") == 1);
      client.reset();
      await().atMost(PATIENCE).until(() -> pair.viewers("door") == 0);
    }
    pair.fake("door").shows("seen by nobody");
    await().atMost(PATIENCE).until(() -> pair.framesHeld() == 1);
  }

  private void haveShown(String picture) throws Exception {
    StreamClient viewer = pair.watch("/video_feed");
    pair.fake("door").shows(picture);
    assertThat(viewer.nextPart().text()).isEqualTo(picture);
  }
}
