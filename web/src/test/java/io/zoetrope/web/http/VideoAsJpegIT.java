package io.zoetrope.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.zoetrope.web.fixture.RawClient;
import io.zoetrope.web.fixture.StreamClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A camera that sends video, for clients that want JPEG. */
class VideoAsJpegIT extends RenditionsFixture {
  @ParameterizedTest
  @CsvSource({
    "/cameras/door/stream.mjpg, jpeg of door 640x360",
    "/cameras/door/stream.mjpg?width=320, jpeg of door 320x360",
    "/?action=stream&fps=10, jpeg of door 640x360",
    "/video_feed?quality=50, jpeg of door 640x360",
  })
  void streams(String address, String picture) throws Exception {
    StreamClient viewer = pair.watch(address);
    pair.fake("door").showsVideo("door");

    StreamClient.Part part = viewer.nextPart();
    assertThat(part.text()).isEqualTo(picture);
    assertThat(part.headers()).contains("X-Timestamp: ");
    viewer.close();
    await().until(() -> pair.decoders().openNow() == 0);
  }

  @ParameterizedTest
  @CsvSource({
    "/cameras/door/snapshot.jpg, jpeg of door 640x360",
    "/snapshot?width=320, jpeg of door 320x360",
  })
  void snapshots(String address, String picture) throws Exception {
    RawClient client = pair.connect().get(address);
    pair.fake("door").showsVideo("door");

    assertThat(client.readAnswer().text()).isEqualTo(picture);
    await().until(() -> pair.decoders().openNow() == 0);
    await().until(() -> pair.viewers("door") == 0);
  }

  @Test
  void aSnapshotOfARunningCameraBeginsWithTheFramesSinceTheLastKeyFrame() throws Exception {
    StreamClient viewer = pair.watch("/video_feed");
    pair.fake("door").showsVideo("one");
    viewer.nextPart();
    pair.fake("door").showsVideo("two", false, 640);
    viewer.nextPart();

    assertThat(pair.get("/snapshot?width=320&max_age=60000").text())
        .isEqualTo("jpeg of two 320x360");
  }

  @Test
  void theApiListsTheDecoderAsOneViewerOfTheCamera() throws Exception {
    StreamClient first = pair.watch("/video_feed");
    StreamClient second = pair.watch("/video_feed");
    pair.fake("door").showsVideo("one");
    first.nextPart();
    second.nextPart();

    await().until(() -> pair.viewers("door") == 1);
    JsonArray renditions = pair.get("/api/cameras/door").json().getJsonArray("renditions");
    assertThat(renditions).hasSize(1);
    assertThat(renditions.getJsonObject(0).encode())
        .startsWith(
            """
            {"from":{"codec":"H.264","width":640,"height":360},"to":{"codec":"JPEG","width":640,"height":360},\
            "width":null,"fps":null,"quality":null,"viewers":2,\
            """);
  }

  @Test
  void streamsShowWhyThereAreNoPictures() throws Exception {
    pair.decoders().failsToOpen("it has no such decoder");
    StreamClient viewer = pair.watch("/video_feed");
    pair.fake("door").showsVideo("one");

    assertThat(viewer.nextPart().picture()).startsWith(0xFF, 0xD8);
  }
}
