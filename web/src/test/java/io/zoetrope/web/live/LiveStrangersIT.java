package io.zoetrope.web.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.web.connection.Timeouts;
import io.zoetrope.web.fixture.RawClient;
import io.zoetrope.web.fixture.ServerPair;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that do not do their part. */
class LiveStrangersIT {
  private static final String WATCH = "{'type':'watch','view':1,'camera':'door','ahead':1000}";

  @AutoClose private ServerPair pair;

  @BeforeEach
  void serve() throws Exception {
    pair = ServerPair.serving(Timeouts.STANDARD.withSilentClient(Duration.ofSeconds(2)), "door");
  }

  @Test
  void oneThatNeverReadsIsSentLittleAndLetGo() throws Exception {
    RawSocket client = RawSocket.open(pair.connect(4096)).send(WATCH);
    await().until(() -> pair.viewers("door") == 1);
    for (int n = 0; n < 30; n++) {
      pair.fake("door").shows("x".repeat(100_000));
    }
    await().until(pair.fake("door")::awaitsNext);

    // What is with it, what waits for it, and what the camera keeps.
    assertThat(pair.framesHeld()).isLessThan(6);
    await().until(() -> pair.viewers("door") == 0);
    await().until(() -> pair.framesHeld() <= 1);
    assertThat(client.client().readToEnd()).hasSizeLessThan(400_000);
  }

  @Test
  void oneThatReadsAndAnswersNoPingIsLetGo() throws Exception {
    RawSocket client = RawSocket.open(pair).send(WATCH);
    assertThat(client.client().readToEnd()).contains("heartbeat");
    await().until(() -> pair.viewers("door") == 0);
  }

  @Test
  void oneThatTakesNothingGetsTwoPicturesAndStays() throws Exception {
    RawSocket client = RawSocket.open(pair).send("{'type':'watch','view':1,'camera':'door'}");
    await().until(() -> pair.viewers("door") == 1);
    pair.fake("door").shows("door 1");
    client.next(RawSocket.BINARY);
    for (int n = 2; n <= 5; n++) {
      pair.fake("door").shows("door " + n);
    }
    int pictures = 1;
    // It answers pings, so it stays for longer than the server waits for one that does not.
    for (int clocks = 0; clocks < 9; ) {
      RawSocket.Frame frame = client.next();
      if (frame.kind() == RawSocket.PING) {
        client.send(RawSocket.FINAL | RawSocket.PONG, frame.data());
      } else if (frame.kind() == RawSocket.BINARY) {
        pictures++;
      } else if (frame.text().contains("clock")) {
        clocks++;
      }
    }
    assertThat(pictures).isEqualTo(2);
    assertThat(pair.viewers("door")).isEqualTo(1);
  }

  @Test
  void aPingIsAnswered() throws Exception {
    RawSocket client =
        RawSocket.open(pair).send(RawSocket.FINAL | RawSocket.PING, "hi".getBytes(UTF_8));
    assertThat(client.next(RawSocket.PONG).text()).isEqualTo("hi");
  }

  @Test
  void oneThatAsksAndNeverReadsIsReadNoMore() throws Exception {
    RawClient client = pair.connect(4096);
    RawSocket socket = RawSocket.open(client).send(WATCH);
    await().until(() -> pair.viewers("door") == 1);
    Thread asking =
        Thread.startVirtualThread(() -> {
          try {
            for (int n = 0; n < 1_000_000; n++) {
              socket.send(RawSocket.FINAL | RawSocket.PING, new byte[125]);
            }
          } catch (IOException e) {
            // It was let go.
          }
        });
    await().until(() -> pair.viewers("door") == 0);
    asking.join();
  }

  @Test
  void pongsThatNobodyAskedForDoNoHarm() throws Exception {
    RawSocket client = RawSocket.open(pair).send(WATCH);
    client.send(RawSocket.FINAL | RawSocket.PONG, new byte[8]);
    client.send(RawSocket.FINAL | RawSocket.PONG, new byte[3]);
    client.send(RawSocket.FINAL | RawSocket.PONG, new byte[] {127, -1, -1, -1, -1, -1, -1, -1});
    pair.fake("door").shows("door");
    assertThat(client.next(RawSocket.BINARY).text()).endsWith("door");
  }

  @Test
  void oneThatSaysGoodByeGetsItBack() throws Exception {
    RawSocket client = RawSocket.open(pair).send(WATCH);
    client.send(RawSocket.FINAL | RawSocket.CLOSE, new byte[] {3, -24});
    assertThat(client.next(RawSocket.CLOSE).closeCode()).isEqualTo(1000);
    client.client().readToEnd();
    await().until(() -> pair.viewers("door") == 0);
  }
}
