package io.zoetrope.web.mjpeg;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.core.media.Frame;
import io.zoetrope.web.fixture.RawClient;
import io.zoetrope.web.fixture.ServerPair;
import io.zoetrope.web.fixture.StreamClient;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes over the wire to those who watch by multipart. */
class StreamFormIT {
  @AutoClose private ServerPair pair;

  @BeforeEach
  void start() throws Exception {
    pair = ServerPair.serving("door");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/video_feed", "/cameras/door/stream.mjpg", "/stream", "/?action=stream"})
  void theHeadForbidsCachingAndBuffering(String target) throws Exception {
    RawClient client = pair.connect().get(target);

    assertThat(client.readHead())
        .isEqualTo(
            String.join(
                "\r\n",
                "HTTP/1.1 200 OK",
                "x-content-type-options: nosniff",
                "cross-origin-resource-policy: cross-origin",
                "content-type: multipart/x-mixed-replace; boundary=frame",
                "cache-control: no-store, no-cache, must-revalidate, max-age=0",
                "pragma: no-cache",
                "expires: 0",
                "x-accel-buffering: no",
                "connection: close"));
  }

  @Test
  void sendsTheHeadBeforeThereIsAnyPicture() throws Exception {
    RawClient client = pair.connect().get("/video_feed");

    client.readHead();

    assertThat(client.readExactly(9)).asString().isEqualTo("--frame\r\n");
  }

  @Test
  void givesOrdinaryClientsTheLengthAndTimeOfEachPicture() throws Exception {
    RawClient client = pair.connect().get("/video_feed");
    client.readHead();
    pair.fake("door").shows("a picture");

    String part = new String(client.readUntil(bytes("a picture")), StandardCharsets.US_ASCII);

    assertThat(part)
        .matches(
            String.join(
                "\r\n",
                "--frame",
                "Content-Type: image/jpeg",
                "Content-Length: 9",
                "X-Timestamp: \\d{10}\\.\\d{6}",
                "",
                ""));
    assertThat(client.readExactly(11)).asString().isEqualTo("\r\n--frame\r\n");
  }

  @Test
  void putsTheTimeOfCaptureIntoTheTimestamp() throws Exception {
    try (StreamClient client = pair.watch("/video_feed")) {
      pair.fake("door").shows("a picture");
      StreamClient.Part part = client.nextPart();

      Frame latest = requireNonNull(pair.camera("door").stream().retainLatest());
      latest.release();
      assertThat(part.timestamp()).isEqualTo(latest.capturedAt().truncatedTo(ChronoUnit.MICROS));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sec-Fetch-Dest: image",
        "Sec-Fetch-Dest: document",
        "Sec-Fetch-Dest: iframe",
        "Accept: image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8",
        "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
      })
  void sendsABrowserThatShowsTheStreamTheNextHeadersRightBehindEachPicture(String header)
      throws Exception {
    String nextHeaders = "\r\n--frame\r\nContent-Type: image/jpeg\r\n\r\n";
    RawClient client = pair.connect().get("/video_feed", header);
    client.readHead();

    assertThat(client.readExactly(nextHeaders.length() - 2))
        .asString()
        .isEqualTo(nextHeaders.strip() + "\r\n\r\n");
    pair.fake("door").shows("first");
    assertThat(client.readExactly(5 + nextHeaders.length()))
        .as("all of this comes before there is a second picture")
        .asString()
        .isEqualTo("first" + nextHeaders);
    pair.fake("door").shows("second");
    assertThat(client.readExactly(6 + nextHeaders.length()))
        .asString()
        .isEqualTo("second" + nextHeaders);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sec-Fetch-Dest: empty",
        "Sec-Fetch-Dest: video",
        "Accept: */*",
        "Accept: image/jpeg",
        "Accept: application/json, image/jpeg"
      })
  void sendsTheMeasuredFormToScriptsAndPrograms(String header) throws Exception {
    try (StreamClient client = pair.watch("/video_feed", header)) {
      pair.fake("door").shows("a picture");

      assertThat(client.nextPart().text()).isEqualTo("a picture");
    }
  }

  @Test
  void sendsClientsOfHttp10TheSameUnchunked() throws Exception {
    RawClient client = pair.connect().send("GET /video_feed HTTP/1.0\r\n\r\n");
    StreamClient stream = StreamClient.of(client);
    pair.fake("door").shows("a picture");

    assertThat(stream.head()).startsWith("HTTP/1.0 200 OK\r\n").doesNotContain("chunked");
    assertThat(stream.nextPart().text()).isEqualTo("a picture");
  }

  @Test
  void streamsOnAConnectionThatHasServedOtherRequestsBefore() throws Exception {
    RawClient client = pair.connect();
    for (String target : new String[] {"/healthz", "/", "/nowhere", "/api/cameras"}) {
      assertThat(client.get(target).readAnswer().body()).isNotEmpty();
    }
    StreamClient stream = StreamClient.of(client.get("/video_feed"));
    pair.fake("door").shows("a picture");

    assertThat(stream.nextPart().text()).isEqualTo("a picture");
  }

  @Test
  void keepsTheOrderOfAnswersWhenAStreamIsPipelinedBehindOthers() throws Exception {
    byte[] large = new byte[3_000_000];
    RawClient client = pair.connect(8 * 1024);
    client
        .get("/snapshot?max_age=60000")
        .get("/snapshot?max_age=60000")
        .get("/healthz")
        .get("/video_feed");
    pair.fake("door").shows(large, 640, 360);

    assertThat(client.readAnswer().body()).hasSameSizeAs(large);
    assertThat(client.readAnswer().body()).hasSameSizeAs(large);
    assertThat(client.readAnswer().json().getString("status")).isEqualTo("ok");
    assertThat(StreamClient.of(client).nextPart().picture()).hasSameSizeAs(large);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
