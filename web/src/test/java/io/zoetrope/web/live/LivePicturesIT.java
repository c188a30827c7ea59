package io.zoetrope.web.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.web.connection.Timeouts;
import io.zoetrope.web.fixture.LiveSocket;
import io.zoetrope.web.fixture.LiveSocket.Message;
import io.zoetrope.web.fixture.LiveSocket.Picture;
import io.zoetrope.web.fixture.ServerPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pictures over a WebSocket. */
class LivePicturesIT {
  private ServerPair pair;
  private LiveSocket client;

  @BeforeEach
  void serve() throws Exception {
    pair =
        ServerPair.serving(
            Timeouts.STANDARD.withSilentClient(Duration.ofSeconds(3)),
            "door",
            "yard",
            "yard/small");
    client = LiveSocket.open(pair.port());
  }

  @AfterEach
  void close() throws Exception {
    client.close();
    pair.close();
  }

  @Test
  void aPictureComesWithItsTimesBehindItsFormat() throws Exception {
    Message clock = client.message("clock");
    client.watch(7, "door", "");
    pair.fake("door").shows("door 1");

    Message format = client.message("format");
    assertThat(format.json().encode())
        .isEqualTo(
            "{'type':'format','view':7,'tracks':[{'track':0,'kind':'video','codec':'jpeg','width':640,'height':360}]}"
                .replace('\'', '"'));
    Picture picture = client.picture();
    assertThat(picture.text()).isEqualTo("door 1");
    assertThat(picture.view()).isEqualTo(7);
    assertThat(picture.track()).isZero();
    assertThat(picture.flags()).isEqualTo(1);
    assertThat(picture.number()).isEqualTo(1);
    assertThat(picture.presented()).isEqualTo(picture.captured());
    assertThat(picture.captured() - clock.json().getLong("now"))
        .isBetween(0L, Duration.ofSeconds(20).toNanos() / 1000);
  }

  @Test
  void theClockIsToldAtOnceInEachHeartbeatAndOnDemand() throws Exception {
    Message first = client.message("clock");
    Message second = client.message("clock");
    client.send("{'type':'clock','id':5}");
    Message asked = client.message(message -> message.json().containsKey("id"));

    assertThat(first.json().getInteger("heartbeat")).isEqualTo(500);
    assertThat(second.json().getLong("now") - first.json().getLong("now")).isGreaterThan(400_000);
    assertThat(asked.json().getInteger("id")).isEqualTo(5);
    assertThat(asked.json().getLong("now")).isGreaterThan(second.json().getLong("now"));
    assertThat(Instant.parse(asked.json().getString("time")))
        .isBetween(Instant.now().minusSeconds(30), Instant.now());
  }

  @Test
  void whatIsNotTakenHoldsUpNoOtherViewAndTheNewestComesNext() throws Exception {
    client.watch(1, "door", ",'ahead':1").watch(2, "yard", "");
    pair.fake("door").shows("door 1");
    Picture first = client.picture();
    pair.fake("door").shows("door 2");
    pair.fake("door").shows("door 3");
    await().until(pair.fake("door")::awaitsNext);
    pair.fake("yard").shows("yard 1");

    assertThat(client.picture().text()).isEqualTo("yard 1");
    client.taken(first);
    assertThat(client.picture().text()).isEqualTo("door 3");
  }

  @Test
  void oneCameraMayBeInSeveralViewsOfDifferentSize() throws Exception {
    client.watch(1, "door", "").watch(2, "door", ",'width':320,'quality':50");
    pair.fake("door").shows("door");
    Picture one = client.picture();
    Picture other = client.picture();

    assertThat(List.of(one.text(), other.text()))
        .containsExactlyInAnyOrder("door", "door 320x180@50");
  }

  @Test
  void aViewMayBeOfTheSubStreamWhereThereIsOne() throws Exception {
    client.watch(1, "door", ",'stream':'small'").watch(2, "yard", ",'stream':'small'");
    pair.fake("door").shows("all of it");
    assertThat(client.picture().text()).isEqualTo("all of it");
    pair.fake("yard/small").shows("in few pixels");
    assertThat(client.picture().text()).isEqualTo("in few pixels");
  }

  @Test
  void aPausedViewGetsNothingAndKeepsItsCameraOpen() throws Exception {
    client.watch(1, "door", "");
    pair.fake("door").shows("door 1");
    client.taken(client.picture());
    client.send("{'type':'pause','views':[1]}").send("{'type':'clock','id':1}");
    client.message(message -> message.json().containsKey("id"));
    pair.fake("door").shows("door 2");
    await().until(pair.fake("door")::awaitsNext);
    client.send("{'type':'clock','id':2}");
    client.message(message -> message.json().containsKey("id"));

    assertThat(client.hasPicture()).isFalse();
    assertThat(pair.viewers("door")).isEqualTo(1);
    client.send("{'type':'resume','views':[1]}");
    assertThat(client.picture().text()).isEqualTo("door 2");
    assertThat(pair.fake("door").timesOpened()).isEqualTo(1);
  }

  @Test
  void aViewThatIsEndedLeavesItsCamera() throws Exception {
    client.watch(1, "door", "").watch(2, "door", ",'width':320");
    await().until(() -> pair.viewers("door") == 2);
    client.send("{'type':'unwatch','view':1}");
    await().until(() -> pair.viewers("door") == 1);
    client.leave();
    await().until(() -> pair.viewers("door") == 0);
    assertThat(client.closed().code()).isEqualTo(1000);
  }

  @Test
  void aClientThatBreaksOffLeavesAllCameras() throws Exception {
    client.watch(1, "door", "").watch(2, "yard", "");
    await().until(() -> pair.viewers("door") + pair.viewers("yard") == 2);
    client.close();
    await().until(() -> pair.viewers("door") + pair.viewers("yard") == 0);
  }

  @Test
  void aServerThatStopsSaysSo() throws Exception {
    client.watch(1, "door", "");
    client.message("state");
    pair.stopServer();
    assertThat(client.closed()).isEqualTo(new LiveSocket.Closed(1001, "The server stops."));
  }
}
