package io.zoetrope.web.mjpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.web.fixture.ServerPair;
import io.zoetrope.web.fixture.StreamClient;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Viewers stay when the camera goes, and are shown why. */
class FailingCameraIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @AutoClose private ServerPair pair;

  @BeforeEach
  void start() throws Exception {
    pair = ServerPair.serving("door");
  }

  @Test
  void viewersSeeAPlaceholderAndThenPicturesAgainOnTheSameConnection() throws Exception {
    StreamClient viewer = pair.watch("/video_feed");
    pair.fake("door").shows("before");
    assertThat(viewer.nextPart().text()).isEqualTo("before");

    pair.fake("door").fails("the cable was pulled");
    assertThat(isJpeg(viewer.nextPart())).isTrue();

    pair.fake("door").shows("after");
    assertThat(viewer.nextPart().text()).isEqualTo("after");
    assertThat(pair.viewers("door")).isEqualTo(1);
  }

  @Test
  void viewersOfACameraThatNeverOpenedSeeThePlaceholderUntilItDoes() throws Exception {
    pair.fake("door").failsToOpen("there is no such device");
    StreamClient viewer = pair.watch("/video_feed");

    assertThat(isJpeg(viewer.nextPart())).isTrue();

    pair.fake("door").opensAgain();
    pair.fake("door").shows("at last");
    StreamClient.Part part = viewer.nextPart();
    while (isJpeg(part)) {
      part = viewer.nextPart();
    }
    assertThat(part.text()).isEqualTo("at last");
  }

  @Test
  void newcomersToAFailedCameraSeeThePlaceholderAtOnce() throws Exception {
    pair.fake("door").failsToOpen("there is no such device");
    StreamClient first = pair.watch("/video_feed");
    first.nextPart();
    await().atMost(PATIENCE).until(() -> pair.viewers("door") == 1);

    assertThat(isJpeg(pair.watch("/video_feed").nextPart())).isTrue();
  }

  private static boolean isJpeg(StreamClient.Part part) {
    byte[] picture = part.picture();
    return picture.length > 2 && picture[0] == (byte) 0xFF && picture[1] == (byte) 0xD8;
  }
}
