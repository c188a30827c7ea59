package io.zoetrope.web.mjpeg;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.web.fixture.RawClient;
import io.zoetrope.web.fixture.ServerPair;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A stream that the server ends has the last boundary of its form: only then does WebKit let go of
 * the connection.
 */
class StreamEndIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String END = "\r\n--frame--\r\n";

  @AutoClose private ServerPair pair;

  @BeforeEach
  void start() throws Exception {
    pair = ServerPair.serving("door");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Sec-Fetch-Dest: image", "Accept: */*"})
  void hasTheLastBoundaryWhenTheServerStopsBehindAPicture(String header) throws Exception {
    RawClient client = pair.connect().get("/video_feed", header);
    client.readHead();
    pair.fake("door").shows("a picture");
    client.readUntil("a picture\r\n--frame\r\n".getBytes(US_ASCII));

    pair.stopServer();

    assertThat(client.readToEnd().replaceFirst("^Content-Type: image/jpeg\r\n\r\n", ""))
        .isEqualTo(END);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Sec-Fetch-Dest: image", "Accept: */*"})
  void hasTheLastBoundaryWhenTheServerStopsBeforeAnyPicture(String header) throws Exception {
    RawClient client = pair.connect().get("/video_feed", header);
    client.readHead();
    await().atMost(PATIENCE).until(() -> pair.viewers("door") == 1);

    pair.stopServer();

    assertThat(client.readToEnd()).startsWith("--frame\r\n").endsWith(END);
  }

  @Test
  void hasThePictureThatWasOnItsWayBeforeTheLastBoundary() throws Exception {
    String picture = "p".repeat(4_000_000);
    RawClient client = pair.connect(4 * 1024).get("/video_feed");
    client.readHead();
    pair.fake("door").shows(picture);
    client.readExactly(100_000);

    Thread stopping = Thread.startVirtualThread(pair::stopServer);

    assertThat(client.readToEnd()).endsWith("p\r\n--frame\r\n" + END).hasSizeGreaterThan(3_900_000);
    stopping.join();
  }

  @Test
  void doesNotWaitLongForAViewerThatTakesNothing() throws Exception {
    RawClient client = pair.connect(4 * 1024).get("/video_feed");
    client.readHead();
    pair.fake("door").shows("p".repeat(4_000_000));
    client.readExactly(100_000);
    long began = System.nanoTime();

    pair.stopServer();

    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(8));
    assertThat(client.readToEnd()).doesNotContain("--frame");
  }
}
