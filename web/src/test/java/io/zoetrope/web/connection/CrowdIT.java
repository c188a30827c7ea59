package io.zoetrope.web.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.zoetrope.web.fixture.RawClient;
import io.zoetrope.web.fixture.ServerPair;
import io.zoetrope.web.fixture.StreamClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Many who are up to nothing good do not keep the others from being served. */
class CrowdIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @Test
  void othersAreServedWhileHundredsOfConnectionsSayNothing() throws Exception {
    Timeouts timeouts = Timeouts.STANDARD.withFirstRequest(Duration.ofSeconds(5));
    try (ServerPair pair = ServerPair.serving(timeouts, "door")) {
      StreamClient viewer = pair.watch("/video_feed");
      List<RawClient> silent = new ArrayList<>();
      for (int n = 0; n < 500; n++) {
        silent.add(pair.connect());
      }
      for (int n = 0; n < 10; n++) {
        pair.fake("door").shows("picture " + n);
        assertThat(viewer.nextPart().text()).isEqualTo("picture " + n);
        assertThat(pair.get("/healthz").status()).isEqualTo(200);
      }

      for (RawClient client : silent) {
        assertThat(client.readToEnd()).isEmpty();
      }
      pair.fake("door").shows("still here");
      assertThat(viewer.nextPart().text()).isEqualTo("still here");
    }
  }

  @Test
  void othersAreServedWhileClientsDoNotReadTheirSnapshots() throws Exception {
    try (ServerPair pair = ServerPair.serving("door")) {
      for (int n = 0; n < 100; n++) {
        pair.connect(4 * 1024).get("/snapshot");
      }
      await().atMost(PATIENCE).until(() -> pair.viewers("door") == 100);
      pair.fake("door").shows(new byte[2_000_000], 640, 360);
      await().atMost(PATIENCE).until(() -> pair.viewers("door") == 0);

      StreamClient viewer = pair.watch("/video_feed");
      viewer.nextPart();
      for (int n = 0; n < 10; n++) {
        pair.fake("door").shows("picture " + n);
        assertThat(viewer.nextPart().text()).isEqualTo("picture " + n);
      }
      assertThat(pair.framesHeld())
          .as("all hundred share the one picture that they do not take")
          .isLessThanOrEqualTo(2);
    }
  }

  @Test
  void rapidComingAndGoingLeavesNoViewers() throws Exception {
    try (ServerPair pair = ServerPair.serving("door")) {
      for (int n = 0; n < 300; n++) {
        RawClient client = RawClient.connect(pair.port()).get(n % 3 == 0 ? "/snapshot" : "/stream");
        pair.fake("door").shows(new byte[100_000], 640, 360);
        if (n % 2 == 0) {
          client.reset();
        } else {
          client.close();
        }
      }

      await().atMost(PATIENCE).until(() -> pair.viewers("door") == 0);
      await().atMost(PATIENCE).until(() -> pair.framesHeld() <= 1);
      // It would wait for ever for a stream that is not known to have ended.
      assertTimeout(Duration.ofSeconds(8), pair::stopServer);
    }
  }
}
