package io.zoetrope.app.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import io.zoetrope.web.connection.Timeouts;
import io.zoetrope.web.fixture.RawClient;
import io.zoetrope.web.fixture.StreamClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Publishing over a WebSocket, one picture a message. */
final class PublishSocketIT {
  private static final String WATCHED = "{\"watched\":true}";
  private static final String UNWATCHED = "{\"watched\":false}";

  @Test
  void aPublisherLearnsWhetherAnybodyWatches() throws Exception {
    try (PublishRig rig = PublishRig.serving("push:");
        Client client = new Client(rig, "")) {
      assertThat(client.next()).isEqualTo(UNWATCHED);
      StreamClient viewer = rig.watch();
      assertThat(client.next()).isEqualTo(WATCHED);
      viewer.close();
      assertThat(client.next()).isEqualTo(UNWATCHED);
    }
  }

  @Test
  void eachMessageIsAPictureAndIsAcknowledged() throws Exception {
    try (PublishRig rig = PublishRig.serving("push:");
        Client client = new Client(rig, "")) {
      client.next();
      try (StreamClient viewer = rig.watch()) {
        client.next();
        for (int n = 1; n <= 20; n++) {
          client.send(PublishRig.picture(n));
          assertThat(client.next()).isEqualTo("{\"taken\":" + n + "}");
          assertThat(viewer.nextPart().picture()).isEqualTo(PublishRig.picture(n));
        }
      }
    }
  }

  @Test
  void theNewestPublisherTakesOverIfAllowed() throws Exception {
    try (PublishRig rig = PublishRig.serving("push:?takeover=true");
        Client first = new Client(rig, "")) {
      assertThat(first.next()).isEqualTo(UNWATCHED);
      try (Client second = new Client(rig, "")) {
        assertThat(second.next()).isEqualTo(UNWATCHED);
        assertThat(first.refusal().getString("code")).isEqualTo("taken_over");
        assertThat(first.closeCode()).isEqualTo(4409);
      }
    }
  }

  @Test
  void aMessageThatIsNotAPictureEndsThePublication() throws Exception {
    try (PublishRig rig = PublishRig.serving("push:");
        Client client = new Client(rig, "")) {
      client.next();
      client.send(new byte[100]);
      assertThat(client.refusal().getString("message")).contains("not a JPEG");
      assertThat(client.closeCode()).isEqualTo(4400);
    }
  }

  @Test
  void aMessageMayArriveInFragmentsEvenEmptyOnes() throws Exception {
    byte[] picture = PublishRig.picture(1);
    byte[] nothing = {};
    try (PublishRig rig = PublishRig.serving("push:");
        Client client = new Client(rig, "")) {
      assertThat(client.next()).isEqualTo(UNWATCHED);
      client.sendPiece(nothing, false);
      client.sendPiece(picture, true);
      assertThat(client.next()).isEqualTo("{\"taken\":1}");
      client.sendPiece(Arrays.copyOf(picture, 1000), false);
      client.sendPiece(nothing, false);
      client.sendPiece(Arrays.copyOfRange(picture, 1000, picture.length), false);
      client.sendPiece(nothing, true);
      assertThat(client.next()).isEqualTo("{\"taken\":2}");
    }
  }

  @Test
  void aMessageThatIsTooLargeEndsTheConnectionWithAReason() throws Exception {
    try (PublishRig rig = PublishRig.serving("push:");
        Client client = new Client(rig, "")) {
      client.next();
      client.sendAsFarAsTaken(new byte[9 << 20]);
      assertThat(client.refusal().getString("message")).isEqualTo("A message has at most 8 MB.");
      assertThat(client.closeCode()).isEqualTo(4413);
      PublishRig.until(() -> isLetIn(rig));
    }
  }

  @Test
  void anOversizedOrInvalidFrameEndsTheConnectionWithAReason() throws Exception {
    byte[] nineMegabytes = {(byte) 0x82, (byte) 0xff, 0, 0, 0, 0, 0, (byte) 0x90, 0, 0, 1, 2, 3, 4};
    byte[] unmasked = {(byte) 0x82, 1, 0};
    byte[] noSuchOpcode = {(byte) 0x87, (byte) 0x80, 1, 2, 3, 4};
    refusesFrame(nineMegabytes, "{\"refused\":{\"code\":\"message_too_large\"", 4413);
    refusesFrame(unmasked, "{\"refused\":{\"code\":\"bad_frame\"", 4400);
    refusesFrame(noSuchOpcode, "{\"refused\":{\"code\":\"bad_frame\"", 4400);
  }

  private static void refusesFrame(byte[] frame, String reason, int closeCode) throws Exception {
    try (PublishRig rig = PublishRig.serving("push:");
        RawClient client = PublishRig.upgrade(rig.connect(), "")) {
      assertThat(client.readHead()).contains(" 101 ");
      client.send(frame);
      String said = client.readToEnd();
      assertThat(said)
          .contains(reason)
          .contains("" + (char) 0x88)
          .contains("" + (char) (closeCode >> 8) + (char) (closeCode & 0xff));
    }
  }

  @Test
  void aVanishedPublisherMakesRoomForAnother() throws Exception {
    Timeouts timeouts = Timeouts.STANDARD.withSilentPublisher(Duration.ofMillis(600));
    try (PublishRig rig = PublishRig.serving(timeouts);
        RawClient dead = PublishRig.upgrade(rig.connect(), "", "Origin: http://test")) {
      assertThat(dead.readHead()).contains(" 101 ");
      // It answers no ping, as a phone without a network.
      PublishRig.until(() -> isLetIn(rig));
    }
  }

  @Test
  void anIdlePublisherMayStay() throws Exception {
    Timeouts timeouts =
        Timeouts.STANDARD
            .withSilentPublisher(Duration.ofSeconds(2))
            .withNextRequest(Duration.ofSeconds(2))
            .withFirstRequest(Duration.ofSeconds(2));
    try (PublishRig rig = PublishRig.serving(timeouts);
        Client client = new Client(rig, "")) {
      client.next();
      // Meanwhile, three silent clients come and go.
      for (int n = 0; n < 3; n++) {
        try (RawClient idle = rig.connect()) {
          idle.readToEnd();
        }
      }
      client.send(PublishRig.picture(1));
      assertThat(client.next()).isEqualTo("{\"taken\":1}");
    }
  }

  private static boolean isLetIn(PublishRig rig) throws Exception {
    try (RawClient next = PublishRig.upgrade(rig.connect(), "")) {
      return next.readHead().contains(" 101 ");
    }
  }

  /** A publisher. Used by one thread. */
  private static final class Client implements WebSocket.Listener, AutoCloseable {
    private final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final WebSocket socket;

    Client(PublishRig rig, String query) throws Exception {
      URI uri = URI.create("ws://127.0.0.1:" + rig.port() + PublishRig.PATH + query);
      socket = http.newWebSocketBuilder().buildAsync(uri, this).get(1, TimeUnit.MINUTES);
    }

    void send(byte[] picture) throws Exception {
      socket.sendBinary(ByteBuffer.wrap(picture), true).get(1, TimeUnit.MINUTES);
    }

    void sendPiece(byte[] piece, boolean last) throws Exception {
      socket.sendBinary(ByteBuffer.wrap(piece), last).get(1, TimeUnit.MINUTES);
    }

    void sendAsFarAsTaken(byte[] picture) throws Exception {
      try {
        send(picture);
      } catch (ExecutionException refused) {
        assertThatThrownBy(() -> send(picture)).isInstanceOf(ExecutionException.class);
      }
    }

    /** The server's next message. */
    String next() throws InterruptedException {
      String said = heard.poll(1, TimeUnit.MINUTES);
      return said == null ? "nothing" : said;
    }

    JsonObject refusal() throws InterruptedException {
      String said = next();
      while (!said.contains("refused")) {
        said = next();
      }
      return new JsonObject(said).getJsonObject("refused");
    }

    int closeCode() throws InterruptedException {
      String said = next();
      while (!said.startsWith("closed ")) {
        assertThat(said).isNotEqualTo("nothing");
        said = next();
      }
      return Integer.parseInt(said.substring("closed ".length()));
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
      heard.add(text.toString());
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      heard.add("closed " + code);
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      heard.add("closed 0");
    }

    @Override
    public void close() {
      socket.abort();
      http.shutdownNow();
    }
  }
}
