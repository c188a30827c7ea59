package io.zoetrope.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.embed.MailboxDriver.Trouble;
import io.zoetrope.web.fixture.RawClient;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nobody who publishes over a WebSocket holds up cameras that are to close. */
class PublishersClosingIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** Shorter than the server would wait in vain, and longer than it needs under load. */
  private static final Duration SOON = Duration.ofSeconds(8);

  private static final byte[] PINGS = new byte[6 * 10_000];

  static {
    for (int n = 0; n < PINGS.length; n += 6) {
      PINGS[n] = (byte) 0x89;
      PINGS[n + 1] = (byte) 0x80;
    }
  }

  private final MailboxDriver mailbox = new MailboxDriver(Trouble.NONE);
  @AutoClose private LiveCameras cameras;
  @AutoClose private RawClient stranger;

  @BeforeEach
  void publish() throws IOException {
    cameras = LiveCameras.builder().driver(mailbox).camera("phone", "mailbox:").build();
    stranger =
        RawClient.connect(cameras.listen("127.0.0.1", 0), 4 * 1024)
            .get(
                "/cameras/phone/publish",
                "Connection: Upgrade",
                "Upgrade: websocket",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "Sec-WebSocket-Version: 13");
  }

  @Test
  void notOneWhoNeverAnswersTheGoodBye() throws Exception {
    stranger.readHead();

    assertClosesSoon();
  }

  @Test
  void notOneWhoReadsNothing() throws Exception {
    AtomicLong sent = new AtomicLong();
    Thread sender = Thread.ofVirtual().start(() -> flood(sent));
    AtomicLong before = new AtomicLong();
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(300))
        .until(() -> sent.get() > 0 && before.getAndSet(sent.get()) == sent.get());

    assertClosesSoon();

    stranger.close();
    sender.join();
  }

  private void flood(AtomicLong sent) {
    try {
      while (true) {
        stranger.send(PINGS);
        sent.incrementAndGet();
      }
    } catch (IOException e) {
      // It was let go.
    }
  }

  private void assertClosesSoon() {
    long begun = System.nanoTime();
    cameras.close();
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SOON);
    await().atMost(PATIENCE).until(() -> mailbox.open().get() == 0);
  }
}
