package io.zoetrope.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.core.camera.Camera;
import io.zoetrope.core.fixture.Hostility;
import io.zoetrope.core.fixture.Pictures;
import io.zoetrope.embed.HostileMailbox.Place;
import io.zoetrope.embed.MailboxDriver.Trouble;
import io.zoetrope.web.fixture.Answer;
import io.zoetrope.web.fixture.RawClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** A program's driver that takes pictures and fails: whoever publishes gets an answer. */
@Timeout(120)
class HostilePublishingIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @ParameterizedTest
  @EnumSource(mode = Mode.MATCH_ALL, names = "ERROR.*")
  void anErrorAnswers500AndEndsThePublication(Trouble trouble) throws Exception {
    MailboxDriver mailbox = new MailboxDriver(trouble);
    try (LiveCameras cameras =
        LiveCameras.builder().driver(mailbox).camera("phone", "mailbox:").build()) {
      int port = cameras.listen("127.0.0.1", 0);
      for (int request = 0; request < 3; request++) {
        Answer answer = publish(port);
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.errorCode()).isEqualTo("internal_error");
        assertThat(answer.text()).doesNotContain("example");
      }
      await().atMost(PATIENCE).until(() -> mailbox.open().get() == 0);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "SPINS")
  void aHostileDriverBreaksOnlyItsOwnCameras(Hostility.Kind kind) throws Exception {
    List<String> bad = new ArrayList<>();
    try (Hostility hostility = new Hostility(kind);
        HttpClient sockets = HttpClient.newHttpClient()) {
      LiveCamerasBuilder builder =
          LiveCameras.builder().driver(new MailboxDriver(Trouble.NONE)).camera("phone", "mailbox:");
      for (Place place : Place.values()) {
        HostileMailbox driver = new HostileMailbox(place, hostility);
        builder.driver(driver).camera(driver.scheme(), driver.scheme() + ":");
        bad.add(driver.scheme());
      }
      LiveCameras cameras = builder.build();
      hostility.callsBack(() -> useAll(cameras));
      int port = cameras.listen("127.0.0.1", 0);
      for (String camera : bad) {
        cameras.cameras().find(camera).orElseThrow().retryNow();
        publishInAllWays(sockets, port, camera);
      }
      await().atMost(PATIENCE).until(() -> hostility.calls() > 3);

      long begun = System.nanoTime();
      for (int request = 0; request < 10; request++) {
        assertThat(get(port, "/cameras/phone/publish").status()).isEqualTo(200);
        assertThat(publish(port, "phone", Pictures.numbered(request)).status()).isEqualTo(200);
      }
      // Each that waited for code that hangs would wait for its limit, which is three seconds.
      assertThat(since(begun)).as("publishing elsewhere").isLessThan(PATIENCE);
      for (int request = 0; request < 4; request++) {
        assertThat(get(port, "/api/cameras").json().getJsonArray("cameras"))
            .hasSize(bad.size() + 1);
      }

      begun = System.nanoTime();
      cameras.close();
      assertThat(since(begun)).as("the end").isLessThan(PATIENCE);
      sockets.shutdownNow();
    }
  }

  @Test
  void aHangingPublishPointIsReportedAsSilent() throws Exception {
    try (Hostility hostility = new Hostility(Hostility.Kind.HANGS)) {
      HostileMailbox driver = new HostileMailbox(Place.BEGINS, hostility);
      try (LiveCameras cameras =
          LiveCameras.builder().driver(driver).camera("phone", driver.scheme() + ":").build()) {
        int port = cameras.listen("127.0.0.1", 0);
        int loops = Runtime.getRuntime().availableProcessors();
        for (int request = 0; request < 3 * loops; request++) {
          Answer answer = publish(port, "phone", Pictures.numbered(1));
          assertThat(answer.status()).isEqualTo(503);
          assertThat(answer.errorCode()).isEqualTo("driver_silent");
          assertThat(answer.text())
              .contains("The camera's driver has not answered within 3 seconds.");
        }
        assertThat(hostility.hanging()).as("threads that hang").isLessThanOrEqualTo(loops);
      }
    }
  }

  /** As many as there are processors, each of which virtual threads would have had. */
  @Test
  void driversThatLoopForeverOnABodyBlockNobodyElse() throws Exception {
    int loops = Runtime.getRuntime().availableProcessors();
    Hostility hostility = new Hostility(Hostility.Kind.SPINS);
    HostileMailbox driver = new HostileMailbox(Place.TAKES_BODY, hostility);
    LiveCamerasBuilder builder =
        LiveCameras.builder()
            .driver(driver)
            .driver(new MailboxDriver(Trouble.NONE))
            .camera("bad", driver.scheme() + ":")
            .camera("phone", "mailbox:");
    try (LiveCameras cameras = builder.build()) {
      int port = cameras.listen("127.0.0.1", 0);
      List<RawClient> publishers = new ArrayList<>();
      for (int loop = 0; loop < loops; loop++) {
        publishers.add(begin(port, "bad", Pictures.numbered(1)));
      }
      await().atMost(PATIENCE).until(() -> hostility.hanging() == loops);

      assertThat(publish(port, "phone", Pictures.numbered(1)).status()).isEqualTo(200);

      hostility.close();
      for (RawClient publisher : publishers) {
        assertThat(publisher.readAnswer().status()).isEqualTo(200);
        publisher.close();
      }
    } finally {
      hostility.close();
    }
  }

  /** With a body, with a question, and over a WebSocket; whatever comes of it. */
  private static void publishInAllWays(HttpClient sockets, int port, String camera)
      throws IOException {
    RawClient _ = begin(port, camera, Pictures.numbered(1));
    RawClient _ = RawClient.connect(port).get("/cameras/" + camera + "/publish");
    var _ =
        sockets
            .newWebSocketBuilder()
            .buildAsync(
                URI.create("ws://127.0.0.1:%d/cameras/%s/publish".formatted(port, camera)),
                new WebSocket.Listener() {})
            .thenCompose(socket -> socket.sendBinary(ByteBuffer.wrap(Pictures.numbered(1)), true));
  }

  private static void useAll(LiveCameras cameras) {
    for (Camera camera : cameras.cameras().all()) {
      camera.status();
      camera.retryNow();
    }
  }

  private static Answer get(int port, String target) throws IOException {
    try (RawClient client = RawClient.connect(port)) {
      return client.get(target).readAnswer();
    }
  }

  private static Answer publish(int port, String camera, byte[] picture) throws IOException {
    try (RawClient client = begin(port, camera, picture)) {
      return client.readAnswer();
    }
  }

  private static RawClient begin(int port, String camera, byte[] picture) throws IOException {
    return RawClient.connect(port)
        .request("POST", "/cameras/" + camera + "/publish", "Content-Length: " + picture.length)
        .send(picture);
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }

  private static Answer publish(int port) throws IOException {
    try (RawClient client = RawClient.connect(port)) {
      return client
          .request("POST", "/cameras/phone/publish", "Content-Length: 7")
          .send("picture")
          .readAnswer();
    }
  }
}
