package io.zoetrope.web.mjpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.web.connection.Timeouts;
import io.zoetrope.web.fixture.RawClient;
import io.zoetrope.web.fixture.ServerPair;
import io.zoetrope.web.fixture.StreamClient;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Viewers that go are noticed without a picture having to be sent to nobody. */
class LeavingIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final byte[] LARGE = new byte[4_000_000];

  /** How a client can go. */
  enum Leaving {
    CLOSING {
      @Override
      void by(RawClient client) throws Exception {
        client.close();
      }
    },
    RESETTING {
      @Override
      void by(RawClient client) throws Exception {
        client.reset();
      }
    },
    HALF_CLOSING {
      @Override
      void by(RawClient client) throws Exception {
        client.halfClose();
      }
    };

    abstract void by(RawClient client) throws Exception;
  }

  @AutoClose private ServerPair pair;

  @BeforeEach
  void start() throws Exception {
    pair = ServerPair.serving("door");
  }

  @ParameterizedTest
  @EnumSource
  void isNoticedBeforeTheFirstPicture(Leaving leaving) throws Exception {
    StreamClient client = pair.watch("/video_feed");
    await().atMost(PATIENCE).until(() -> pair.viewers("door") == 1);

    leaving.by(client.client());

    await().atMost(PATIENCE).until(() -> pair.viewers("door") == 0);
  }

  @ParameterizedTest
  @EnumSource
  void isNoticedBetweenPictures(Leaving leaving) throws Exception {
    StreamClient client = pair.watch("/video_feed");
    pair.fake("door").shows("a picture");
    client.nextPart();

    leaving.by(client.client());

    await().atMost(PATIENCE).until(() -> pair.viewers("door") == 0);
  }

  @ParameterizedTest
  @EnumSource
  void isNoticedInTheMiddleOfAPictureWhichIsThenGivenBack(Leaving leaving) throws Exception {
    RawClient client = pair.connect(4 * 1024).get("/video_feed");
    client.readHead();
    pair.fake("door").shows(LARGE, 640, 360);
    client.readExactly(100_000);

    leaving.by(client);

    await().atMost(PATIENCE).until(() -> pair.viewers("door") == 0);
    pair.fake("door").shows("another picture");
    pair.watch("/video_feed").nextPart();
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(pair.framesHeld()).isEqualTo(1));
  }

  @ParameterizedTest
  @EnumSource
  void isNoticedBehindRequestsThatWillNeverBeAnswered(Leaving leaving) throws Exception {
    RawClient client = pair.connect().get("/video_feed");
    client.readHead();
    await().atMost(PATIENCE).until(() -> pair.viewers("door") == 1);
    for (int n = 0; n < 2_000; n++) {
      client.get("/healthz");
    }

    leaving.by(client);

    await().atMost(PATIENCE).until(() -> pair.viewers("door") == 0);
  }

  @ParameterizedTest
  @EnumSource
  void isNoticedWhenItIsSentInOneGoWithTheRequests(Leaving leaving) throws Exception {
    RawClient client = pair.connect();
    String healthz = "GET /healthz HTTP/1.1\r\nHost: test\r\n\r\n";
    client.send("GET /video_feed HTTP/1.1\r\nHost: test\r\n\r\n" + healthz.repeat(1_000));
    client.readHead();

    leaving.by(client);

    await().atMost(PATIENCE).until(() -> pair.viewers("door") == 0);
  }

  @Test
  void doesNotAffectOtherViewers() throws Exception {
    StreamClient staying = pair.watch("/video_feed");
    for (Leaving leaving : Leaving.values()) {
      leaving.by(pair.watch("/video_feed").client());
    }
    await().atMost(PATIENCE).until(() -> pair.viewers("door") == 1);

    pair.fake("door").shows("a picture");

    assertThat(staying.nextPart().text()).isEqualTo("a picture");
  }

  @Test
  void isAssumedOfAViewerThatReadsNothingForTooLong() throws Exception {
    Timeouts short_ = Timeouts.STANDARD.withStalledViewer(Duration.ofMillis(500));
    try (ServerPair impatient = ServerPair.serving(short_, "door")) {
      RawClient stalled = impatient.connect(4 * 1024).get("/video_feed");
      stalled.readHead();
      StreamClient reading = impatient.watch("/video_feed");
      await().atMost(PATIENCE).until(() -> impatient.viewers("door") == 2);
      impatient.fake("door").shows(LARGE, 640, 360);
      reading.nextPart();

      await().atMost(PATIENCE).until(() -> impatient.viewers("door") == 1);

      impatient.fake("door").shows("after a while without pictures, still here");
      assertThat(reading.nextPart().text()).startsWith("after a while");
    }
  }
}
