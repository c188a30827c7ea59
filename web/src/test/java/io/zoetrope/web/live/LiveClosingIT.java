package io.zoetrope.web.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.web.fixture.RawClient;
import io.zoetrope.web.fixture.ServerPair;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** No client of the WebSocket holds up a server that is to stop. */
class LiveClosingIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** Shorter than the server would wait in vain, and longer than it needs under load. */
  private static final Duration SOON = Duration.ofSeconds(8);

  @AutoClose private ServerPair pair;

  @BeforeEach
  void serve() throws IOException {
    pair = ServerPair.serving("door");
  }

  @Test
  void oneThatLeftDuringTheHandshakeDoesNot() throws Exception {
    for (int n = 0; n < 300; n++) { // Whether it is in time depends on the moment.
      RawClient stranger = RawSocket.upgrade(pair.connect());
      if (n % 2 == 0) {
        stranger.readHead();
      }
      stranger.reset();
    }

    assertStopsSoon();
  }

  @Test
  void oneThatNeverAnswersTheGoodByeDoesNot() throws Exception {
    RawSocket.open(pair);

    assertStopsSoon();
  }

  @Test
  void oneThatReadsNothingDoesNot() throws Exception {
    RawSocket stranger = RawSocket.open(pair.connect(4 * 1024));
    stranger.send("{'type':'watch','view':1,'camera':'door','ahead':1000}");
    await().atMost(PATIENCE).until(() -> pair.viewers("door") == 1);
    for (int n = 0; n < 20; n++) {
      pair.fake("door").shows(new byte[1_000_000], 640, 360);
    }
    await().atMost(PATIENCE).until(() -> pair.camera("door").status().framesDropped() > 0);

    assertStopsSoon();
  }

  private void assertStopsSoon() {
    long begun = System.nanoTime();
    pair.stopServer();
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SOON);
  }
}
