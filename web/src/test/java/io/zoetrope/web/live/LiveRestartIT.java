package io.zoetrope.web.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import io.zoetrope.web.fixture.LiveSocket;
import io.zoetrope.web.fixture.LiveSocket.Message;
import io.zoetrope.web.fixture.LiveSocket.Picture;
import io.zoetrope.web.fixture.ServerPair;
import java.time.Instant;
import java.util.function.Predicate;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A view stays through all that happens to its camera, and its client hears of it. */
class LiveRestartIT {
  private static final int KEY_FRAME = 1;
  private static final int PLACEHOLDER = 2;

  @AutoClose private ServerPair pair;
  @AutoClose private LiveSocket client;

  @BeforeEach
  void serve() throws Exception {
    pair = ServerPair.serving("door", "yard");
    client = LiveSocket.open(pair.port());
  }

  @Test
  void aCameraThatFailsAndComesBackIsReported() throws Exception {
    client.watch(1, "door", "");
    assertThat(state("starting").getValue("error")).isNull();
    pair.fake("door").shows("door 1");
    client.taken(client.picture());
    state("live");
    pair.fake("door").failsToOpen("the cable is out");
    pair.fake("door").fails("the cable is out");

    Seen failing = until("retrying", picture -> picture.flags() == (PLACEHOLDER | KEY_FRAME));
    JsonObject error = failing.state().getJsonObject("error");
    assertThat(error.getString("code")).isEqualTo("camera_failing");
    assertThat(error.getString("message")).isEqualTo("the cable is out");
    assertThat(Instant.parse(error.getString("nextAttempt")))
        .isAfter(Instant.parse(error.getString("since")));

    pair.fake("door").opensAgain();
    pair.fake("door").shows("door 2");
    Seen back = until("live", picture -> picture.flags() == KEY_FRAME);
    assertThat(back.picture().text()).isEqualTo("door 2");
    assertThat(back.state().getValue("error")).isNull();
  }

  @Test
  void anotherSizeIsAnnouncedBeforeItsFirstPicture() throws Exception {
    client.watch(1, "door", "").watch(2, "yard", "");
    pair.fake("door").shows("door 1");
    client.taken(client.picture());
    pair.fake("door").shows("door 2".getBytes(UTF_8), 1280, 720);
    pair.fake("yard").shows("yard 1");

    boolean announced = false;
    LiveSocket.Received next = client.next();
    while (!(next instanceof Picture picture && picture.text().equals("door 2"))) {
      announced |=
          next instanceof Message message
              && message.type().equals("format")
              && message.view() == 1
              && message.json().getJsonArray("tracks").getJsonObject(0).getInteger("width") == 1280;
      next = client.next();
    }
    assertThat(announced).isTrue();
  }

  @Test
  void whoTakesOnlyJpegGetsItOfVideoAndOfWhatComesAfterIt() throws Exception {
    client.watch(1, "door", "");
    pair.fake("door").showsVideo("video");
    Picture decoded = client.picture();
    assertThat(decoded.text()).isEqualTo("jpeg of video 640x360");
    client.taken(decoded);
    pair.fake("door").shows("door");
    assertThat(client.picture().text()).isEqualTo("door");
  }

  @Test
  void aStateIsToldOnceUntilItChanges() throws Exception {
    client.watch(1, "door", "");
    state("starting");
    pair.fake("door").shows("door");
    state("live");
    client.watch(2, "door", "");
    assertThat(client.message("state").view()).isEqualTo(2);
    await().until(() -> pair.viewers("door") == 2);
  }

  private record Seen(JsonObject state, Picture picture) {}

  /** Until both have come, in whichever order; takes all pictures. */
  private Seen until(String label, Predicate<Picture> fits) throws InterruptedException {
    JsonObject state = null;
    Picture picture = null;
    while (state == null || picture == null) {
      switch (client.next()) {
        case Message message when label.equals(message.json().getString("state")) ->
            state = message.json();
        case Picture shown -> {
          client.taken(shown);
          picture = fits.test(shown) ? shown : picture;
        }
        case LiveSocket.Closed closed -> throw new AssertionError(closed);
        case Message _ -> {}
      }
    }
    return new Seen(state, picture);
  }

  private JsonObject state(String label) throws InterruptedException {
    return client
        .message(message ->
            message.type().equals("state")
                && message.view() == 1
                && message.json().getString("state").equals(label))
        .json();
  }
}
