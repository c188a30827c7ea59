package io.zoetrope.web.cameras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import io.zoetrope.core.camera.CameraState.Idle;
import io.zoetrope.web.fixture.Answer;
import io.zoetrope.web.fixture.RawClient;
import io.zoetrope.web.fixture.ServerPair;
import io.zoetrope.web.fixture.StreamClient;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A camera's sub-stream is watched at the camera's own addresses. */
class SmallStreamIT {
  @AutoClose private ServerPair pair;

  @BeforeEach
  void start() throws Exception {
    pair = ServerPair.serving("door", "door/small", "bench");
  }

  @Test
  void isOpenedInPlaceOfTheWholeCamera() throws Exception {
    StreamClient viewer = pair.watch("/cameras/door/stream.mjpg?stream=small");
    pair.fake("door/small").shows("in few pixels");

    assertThat(viewer.nextPart().text()).isEqualTo("in few pixels");
    assertThat(pair.camera("door").state()).isInstanceOf(Idle.class);
  }

  @Test
  void aSnapshotMayBeOfIt() throws Exception {
    RawClient client = pair.connect().get("/cameras/door/snapshot.jpg?stream=small");
    pair.fake("door/small").shows("in few pixels");

    assertThat(client.readAnswer().text()).isEqualTo("in few pixels");
  }

  @Test
  void aCameraWithoutOneShowsItself() throws Exception {
    StreamClient viewer = pair.watch("/cameras/bench/stream.mjpg?stream=small");
    pair.fake("bench").shows("all of it");

    assertThat(viewer.nextPart().text()).isEqualTo("all of it");
  }

  @Test
  void theWholeCameraIsWatchedUnlessItIsAskedFor() throws Exception {
    StreamClient viewer = pair.watch("/cameras/door/stream.mjpg?stream=main");
    pair.fake("door").shows("all of it");

    assertThat(viewer.nextPart().text()).isEqualTo("all of it");
    assertThat(pair.fake("door/small").timesOpened()).isZero();
  }

  @Test
  void isDescribedWithItsCamera() throws Exception {
    StreamClient viewer = pair.watch("/cameras/door/stream.mjpg?stream=small");
    pair.fake("door/small").shows(new byte[] {1}, 320, 180);
    viewer.nextPart();

    JsonObject door = pair.get("/api/cameras/door").json();
    assertThat(door.getString("state")).isEqualTo("idle");
    assertThat(door.getJsonObject("small").getString("state")).isEqualTo("live");
    assertThat(door.getJsonObject("small").getInteger("width")).isEqualTo(320);
    assertThat(door.getJsonObject("small").getInteger("viewers")).isEqualTo(1);
    assertThat(door.getJsonObject("small").getString("source")).isEqualTo("fake:door/small");
    assertThat(pair.get("/api/cameras/bench").json().getValue("small")).isNull();
    assertThat(pair.get("/api/cameras").json().getJsonArray("cameras")).hasSize(2);
  }

  @Test
  void isReopenedByItselfWhenItFails() throws Exception {
    pair.fake("door/small").failsToOpen("no such path");
    StreamClient viewer = pair.watch("/cameras/door/stream.mjpg?stream=small");
    await()
        .until(() ->
            String.valueOf(
                    pair.get("/api/cameras/door").json().getJsonObject("small").getValue("error"))
                .contains("no such path"));

    pair.fake("door/small").opensAgain();
    pair.fake("door/small").shows("again");

    await().until(() -> viewer.nextPart().text().equals("again"));
  }

  @Test
  void otherStreamsAreRefused() throws Exception {
    Answer answer = pair.get("/cameras/door/stream.mjpg?stream=tiny");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.errorCode()).isEqualTo("bad_stream");
  }
}
