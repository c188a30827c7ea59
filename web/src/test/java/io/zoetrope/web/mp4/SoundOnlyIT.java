package io.zoetrope.web.mp4;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.zoetrope.core.media.G711;
import io.zoetrope.core.media.Track;
import io.zoetrope.core.media.TrackKinds;
import io.zoetrope.web.connection.Timeouts;
import io.zoetrope.web.fixture.Answer;
import io.zoetrope.web.fixture.LiveSocket;
import io.zoetrope.web.fixture.RawClient;
import io.zoetrope.web.fixture.ServerPair;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What viewers get of a camera that has no picture. */
final class SoundOnlyIT {
  private static final String PATH = "/cameras/door/stream.mp4";

  @AutoClose private ServerPair pair;
  private FakeVideo sender;

  @BeforeEach
  void start() throws Exception {
    pair = ServerPair.serving(Timeouts.STANDARD.withSnapshot(Duration.ofSeconds(20)), "door");
    pair.fake("door").has(new TrackKinds(false, true));
    sender = new FakeVideo(pair.fake("door"));
  }

  @Test
  void itIsHeardAsMp4() throws Exception {
    sender.sound(FakeVideo.AAC, 1).sound(FakeVideo.AAC, 2);
    try (RawClient client = RawClient.connect(pair.port())) {
      Mp4Client listener = new Mp4Client(client.get(PATH));

      assertThat(listener.head()).contains("audio/mp4; codecs=\"mp4a.40.2\"");
      assertThat(new String(listener.init(), ISO_8859_1)).contains("soun").doesNotContain("vide");
      assertThat(listener.sample().mark()).isEqualTo(1);
      assertThat(listener.sample().mark()).isEqualTo(2);
    }
  }

  @Test
  void whoeverWantsAPictureOfItIsToldThatThereIsNone() throws Exception {
    sender.sound(FakeVideo.AAC, 1);

    Answer snapshot = pair.get("/cameras/door/snapshot.jpg");
    Answer silent = pair.get(PATH + "?audio=0");

    assertThat(snapshot.status()).isEqualTo(501);
    assertThat(snapshot.text())
        .contains("no_video")
        .contains("This camera sends sound only: there is no picture of it.");
    assertThat(silent.status()).isEqualTo(501);
    assertThat(silent.text()).contains("This camera sends sound only, which audio=0 leaves out.");
    assertThat(pair.get("/cameras/door/snapshot.jpg?width=320").status()).isEqualTo(501);
  }

  @Test
  void itIsHeardOverTheWebSocketAndSeenAsAPlaceholder() throws Exception {
    try (LiveSocket client = LiveSocket.open(pair.port())) {
      client.watch(1, "door", ",'video':['h264','jpeg'],'audio':true,'width':320");
      sender.sound(FakeVideo.AAC, 1).sound(FakeVideo.AAC, 2);

      JsonObject format =
          client
              .message(message ->
                  message.type().equals("format") && message.json().encode().contains("mp4a"))
              .json();
      assertThat(format.getJsonArray("tracks").size()).isEqualTo(1);
      assertThat(client.picture().track()).isEqualTo(1);
    }
    try (LiveSocket client = LiveSocket.open(pair.port())) {
      client.watch(1, "door", ",'video':['jpeg'],'audio':false");

      assertThat(client.picture().flags() & 2).as("placeholder").isNotZero();
    }
  }

  @Test
  void aViewerOfVideoWithoutSoundDoesNotWaitForAny() throws Exception {
    pair.fake("door").has(new TrackKinds(true, false));
    sender.key(1);
    long begun = System.nanoTime();
    try (RawClient client = RawClient.connect(pair.port())) {
      Mp4Client viewer = new Mp4Client(client.get(PATH));
      viewer.init();
      assertThat(viewer.sample().mark()).isEqualTo(1);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofMillis(400));
  }

  @Test
  void soundThatNoPlayerTakesIsRefusedBeforeAnythingIsSent() throws Exception {
    sender.sound(new Track(1, new G711(G711.Law.A, 8000, 1)), 1);

    Answer answer = pair.get(PATH);

    assertThat(answer.status()).isEqualTo(501);
    assertThat(answer.text()).contains("This camera sends sound only, as G.711");
  }
}
