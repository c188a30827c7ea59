package io.zoetrope.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.zoetrope.web.fixture.RawClient;
import io.zoetrope.web.fixture.StreamClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Streams and snapshots in another size, rate and quality. */
class RenditionsIT extends RenditionsFixture {
  @ParameterizedTest
  @CsvSource({
    "/cameras/door/stream.mjpg?width=320, door 320x180@80",
    "/cameras/door/stream.mjpg?width=300&quality=50, door 320x180@50",
    "/cameras/door/stream.mjpg?width=3840, door",
    "/cameras/door/stream.mjpg?width=&fps=&quality=, door",
    "/cameras/door/stream.mjpg?width=%20&quality=50, door 640x360@50",
    "/?action=stream&width=?nonce=1, door",
    "/cameras/door/stream.mjpg?fps=0.5, door",
    "/video_feed?quality=100, door 640x360@90",
    "/stream?width=161&key=1, door 240x135@80",
    "/?action=stream&width=320, door 320x180@80",
    "/?action=stream&width=320&1608856928650, door 320x180@80",
    "/?action=stream&width=320?nonce=1, door 320x180@80",
    "/?action=stream&fps=10?1608856928650, door",
    "/?action=stream_0&quality=30&nonce=1, door 640x360@30",
  })
  void streams(String address, String picture) throws Exception {
    StreamClient viewer = pair.watch(address);
    pair.fake("door").shows("door");

    StreamClient.Part part = viewer.nextPart();
    assertThat(part.text()).isEqualTo(picture);
    assertThat(part.headers()).contains("X-Timestamp: ");
  }

  @ParameterizedTest
  @CsvSource({
    "/cameras/door/snapshot.jpg?width=320, door 320x180@80",
    "/cameras/door/snapshot.jpg?width=, door",
    "/cameras/door/snapshot.jpg?width=&quality=&fps=&max_age=, door",
    "/snapshot?quality=50&n=1, door 640x360@50",
    "/?action=snapshot&width=160&1608856928650, door 160x90@80",
    "/cameras/door/snapshot.jpg?fps=0.1, door",
    "/cameras/door/snapshot.jpg?fps=0.1&width=320, door 320x180@80",
  })
  void snapshots(String address, String picture) throws Exception {
    RawClient client = pair.connect().get(address);
    pair.fake("door").shows("door");

    assertThat(client.readAnswer().text()).isEqualTo(picture);
  }

  @Test
  void aSnapshotIsNotThePictureTakenBeforeTheRequest() throws Exception {
    StreamClient viewer = pair.watch("/video_feed?width=320");
    pair.fake("door").shows("before");
    viewer.nextPart();

    RawClient client = pair.connect().get("/snapshot?width=320");
    until(() -> watching("door", 0) == 2);
    pair.fake("door").shows("after");

    assertThat(client.readAnswer().text()).isEqualTo("after 320x180@80");
    assertThat(pair.get("/snapshot?width=320&max_age=60000").text()).isEqualTo("after 320x180@80");
  }

  @Test
  void manyViewersCostOneTranscodingPerPictureAndRendition() throws Exception {
    List<StreamClient> original = new ArrayList<>();
    List<StreamClient> small = new ArrayList<>();
    List<StreamClient> tiny = new ArrayList<>();
    for (int n = 0; n < 8; n++) {
      original.add(pair.watch("/video_feed"));
      small.add(pair.watch("/video_feed?width=320"));
      tiny.add(pair.watch("/cameras/door/stream.mjpg?width=160&quality=50"));
    }
    for (int n = 1; n <= 10; n++) {
      String picture = "picture " + n;
      pair.fake("door").shows(picture);
      assertAllSee(original, picture);
      assertAllSee(small, picture + " 320x180@80");
      assertAllSee(tiny, picture + " 160x90@50");
    }

    assertThat(pair.transcoders().made()).hasSize(20).doesNotHaveDuplicates();
    assertThat(pair.viewers("door")).isEqualTo(10);

    closeAll(small);
    closeAll(tiny);
    until(() -> watching("door", 0) + watching("door", 1) == 0);
    pair.fake("door").shows("to the original");
    assertAllSee(original, "to the original");
    until(() -> pair.transcoders().openNow() == 0);
    assertThat(pair.transcoders().made()).hasSize(20);
    assertThat(pair.viewers("door")).isEqualTo(8);
  }

  @Test
  void theApiListsOpenRenditionsWithTheirViewers() throws Exception {
    pair.watch("/video_feed?width=300&fps=12");
    pair.watch("/video_feed?width=320&fps=15");
    pair.watch("/video_feed?quality=65");
    pair.fake("door").failsToOpen("no matter");

    JsonArray renditions = pair.get("/api/cameras/door").json().getJsonArray("renditions");

    assertThat(renditions).hasSize(2);
    JsonObject first = renditions.getJsonObject(0);
    assertThat(first.fieldNames())
        .containsExactly(
            "from", "to", "width", "fps", "quality", "viewers", "frames", "dropped", "error");
    assertThat(first.getInteger("width")).isEqualTo(320);
    assertThat(first.getDouble("fps")).isEqualTo(15);
    assertThat(first.getValue("quality")).isNull();
    assertThat(first.getInteger("viewers")).isEqualTo(2);
    assertThat(renditions.getJsonObject(1).getInteger("quality")).isEqualTo(65);
    assertThat(pair.get("/api/cameras/bench").json().getJsonArray("renditions")).isEmpty();
  }

  private static void assertAllSee(List<StreamClient> viewers, String picture) throws Exception {
    for (StreamClient viewer : viewers) {
      assertThat(viewer.nextPart().text()).isEqualTo(picture);
    }
  }

  private static void closeAll(List<StreamClient> viewers) throws Exception {
    for (StreamClient viewer : viewers) {
      viewer.close();
    }
  }

  /** How many watch the camera's rendition at this place in the list. */
  private int watching(String camera, int place) {
    return pair.renditions().of(pair.camera(camera)).get(place).viewers();
  }

  private static void until(Callable<Boolean> condition) {
    await().pollInterval(Duration.ofMillis(5)).until(condition);
  }
}
