package io.zoetrope.web.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.web.fixture.RawClient;
import io.zoetrope.web.fixture.ServerPair;
import io.zoetrope.web.fixture.StreamClient;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connections that keep the server waiting are ended; those that wait for it are not. */
class DeadlinesIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration SHORT = Duration.ofMillis(400);

  @AutoClose private ServerPair pair;

  @BeforeEach
  void start() throws Exception {
    pair =
        ServerPair.serving(
            Timeouts.STANDARD.withFirstRequest(SHORT).withNextRequest(SHORT), "door");
  }

  @Test
  void anIdleConnectionIsClosed() throws Exception {
    assertThat(pair.connect().readToEnd()).isEmpty();
  }

  @Test
  void aRequestSentInDribletsIsCutOff() throws Exception {
    RawClient client = pair.connect().send("GET / HTTP/1.1\r\nX-Header: ");

    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> isRefused(client, "a"));
  }

  @Test
  void aConnectionIdleAfterAnAnswerIsClosed() throws Exception {
    RawClient client = pair.connect();
    assertThat(client.get("/healthz").readAnswer().status()).isEqualTo(200);
    assertThat(client.get("/healthz").readAnswer().status()).isEqualTo(200);

    assertThat(client.readToEnd()).isEmpty();
  }

  @Test
  void aRequestWhoseBodyNeverComesIsCutOff() throws Exception {
    RawClient client = pair.connect();
    client.request("GET", "/healthz", "Content-Length: 1000000");
    assertThat(client.readAnswer().status()).isEqualTo(200);

    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> isRefused(client, "a"));
  }

  @Test
  void anAnswerNobodyReadsIsDroppedWithItsPicture() throws Exception {
    RawClient client = pair.connect(4 * 1024).get("/snapshot");
    await().atMost(PATIENCE).until(() -> pair.viewers("door") == 1);
    pair.fake("door").shows(new byte[8_000_000], 640, 360);
    client.readHead();
    StreamClient viewer = pair.watch("/stream");
    viewer.nextPart();

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          pair.fake("door").shows("the next picture");
          viewer.nextPart();
          assertThat(pair.framesHeld()).isEqualTo(1);
        });
    assertThat(client.readToEnd()).hasSizeLessThan(8_000_000);
  }

  @Test
  void aClientWaitingForAPictureIsNotHurried() throws Exception {
    RawClient snapshot = pair.connect().get("/snapshot");
    StreamClient stream = pair.watch("/video_feed");
    await().atMost(PATIENCE).until(() -> pair.viewers("door") == 2);
    for (int n = 0; n < 3; n++) {
      pair.connect().readToEnd();
    }

    pair.fake("door").shows("worth the wait");

    assertThat(snapshot.readAnswer().text()).isEqualTo("worth the wait");
    assertThat(stream.nextPart().text()).isEqualTo("worth the wait");
  }

  private static boolean isRefused(RawClient client, String more) {
    try {
      client.send(more);
      return false;
    } catch (IOException closed) {
      return true;
    }
  }
}
