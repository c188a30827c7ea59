package io.zoetrope.web.mp4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.web.connection.Timeouts;
import io.zoetrope.web.fixture.Answer;
import io.zoetrope.web.fixture.ServerPair;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Why somebody gets no stream.mp4. */
final class Mp4RefusalsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String PATH = "/cameras/door/stream.mp4";

  @AutoClose private ServerPair pair;

  @BeforeEach
  void start() throws Exception {
    pair = ServerPair.serving(Timeouts.STANDARD.withSnapshot(Duration.ofSeconds(2)), "door");
  }

  @Test
  void aCameraThatFailsSaysWhyAndWhenToAskAgain() throws Exception {
    pair.fake("door").failsToOpen("there is no such device");

    Answer answer = pair.get(PATH);

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.text()).contains("camera_failing").contains("there is no such device");
    assertThat(answer.header("Retry-After")).isPresent();
    assertThatNobodyWatches();
  }

  @Test
  void aCameraOfJpegsIsWatchedOtherwiseWhereNothingMakesH264() throws Exception {
    pair.decoders().failsToOpen("its FFmpeg has no encoder for that");
    pair.fake("door").shows("a JPEG");

    Answer answer = pair.get(PATH);

    assertThat(answer.status()).isEqualTo(501);
    assertThat(answer.text())
        .contains("no_mp4")
        .contains(
            "This camera sends JPEG, and this server cannot make H.264 of that: its FFmpeg has no encoder for that.");
    assertThatNobodyWatches();
  }

  @Test
  void thereMayBeTooManyRenditionsAlready() throws Exception {
    for (int n = 0; n < ServerPair.MOST_RENDITIONS; n++) {
      pair.watch("/cameras/door/stream.mjpg?width=%d".formatted(320 + 160 * n));
    }
    pair.fake("door").shows("a JPEG");

    Answer answer = pair.get(PATH);

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.text()).contains("too_many_renditions").contains("encoded as H.264");
  }

  @Test
  void videoWhoseParameterSetsAreDamagedIsNotSent() throws Exception {
    pair.fake("door").showsVideo("whatever");

    assertThat(pair.get(PATH).status()).isEqualTo(501);
  }

  @Test
  void aCameraThatShowsNothingIsNotWaitedForForEver() throws Exception {
    Answer answer = pair.get(PATH);

    assertThat(answer.status()).isEqualTo(504);
    assertThat(answer.text()).contains("no_picture").contains("within 2 s");
    assertThatNobodyWatches();
  }

  @Test
  void aWordThatIsNotUnderstoodIsNamed() throws Exception {
    Answer answer = pair.get(PATH + "?audio=loud");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).contains("bad_audio").contains("audio is 1 or 0");
    assertThat(pair.get(PATH + "?start=now").text()).contains("bad_start").contains("live or key");
    assertThat(pair.get(PATH + "?video=vp9").text()).contains("bad_video").contains("video=h264");
    assertThat(pair.get("/cameras/nobody/stream.mp4").status()).isEqualTo(404);
    assertThat(pair.get(PATH + "?stream=tiny").status()).isEqualTo(400);
  }

  @Test
  void otherMethodsAreAnsweredWithoutOpeningTheCamera() throws Exception {
    Answer head = pair.ask("HEAD", PATH);
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.header("Content-Type")).contains("video/mp4");

    Answer post = pair.ask("POST", PATH, "Content-Length: 0");
    assertThat(post.status()).isEqualTo(405);
    assertThat(post.header("Allow")).contains("GET, HEAD, OPTIONS");
    assertThat(pair.fake("door").timesOpened()).isZero();
  }

  private void assertThatNobodyWatches() {
    await().atMost(PATIENCE).until(() -> pair.viewers("door") == 0);
  }
}
