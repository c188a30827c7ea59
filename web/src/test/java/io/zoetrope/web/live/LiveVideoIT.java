package io.zoetrope.web.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.zoetrope.web.fixture.LiveSocket.Picture;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Video as the camera sends it, over a WebSocket. */
class LiveVideoIT extends LiveVideoFixture {
  @Test
  void aNewcomerGetsAllSinceTheLastKeyFrameAsFragmentsOfAnMp4() throws Exception {
    client.watch(9, "door", ",'video':['h264']");
    key("old");
    client.picture();
    key("k");
    delta("d");
    await().until(pair.fake("door")::awaitsNext);
    client.watch(1, "door", ",'video':['h264','jpeg']");

    JsonObject format =
        client.message(message -> message.type().equals("format") && message.view() == 1).json();
    JsonObject video = format.getJsonArray("tracks").getJsonObject(0);
    assertThat(video.getString("codec")).isEqualTo("avc1.42c01e");
    assertThat(video.getInteger("width")).isEqualTo(640);
    assertThat(Base64.getDecoder().decode(video.getString("description")))
        .startsWith(1, 0x42, 0xc0, 0x1e);
    assertThat(Base64.getDecoder().decode(format.getString("init")))
        .startsWith(0, 0, 0, 28, 'f', 't', 'y', 'p');
    Picture first = view(1);
    Picture second = view(1);
    assertThat(data(first)).isEqualTo("k");
    assertThat(first.flags()).isEqualTo(KEY_FRAME);
    assertThat(data(second)).isEqualTo("d");
    assertThat(second.flags()).isZero();
    assertThat(second.presented()).isGreaterThan(first.presented());
    assertThat(first.presented()).isGreaterThan(format.getLong("origin"));
  }

  @Test
  void audioComesWhereItIsAskedForAndCanBePlayed() throws Exception {
    client.watch(1, "door", ",'video':['h264'],'audio':true").watch(2, "door", ",'video':['h264']");
    key("k");
    sound(AAC, "a");
    delta("d");

    assertThat(data(view(1))).isEqualTo("k");
    Picture sound = view(1);
    assertThat(sound.track()).isEqualTo(1);
    assertThat(data(sound)).isEqualTo("a");
    assertThat(data(view(1))).isEqualTo("d");
    client.watch(3, "door", ",'video':['h264'],'audio':true");
    JsonArray tracks =
        client
            .message(message -> message.type().equals("format") && message.view() == 3)
            .json()
            .getJsonArray("tracks");
    assertThat(tracks.getJsonObject(1).encode())
        .isEqualTo(
            "{'track':1,'kind':'audio','codec':'mp4a.40.2','sampleRate':44100,'channels':2,'description':'EhA='}"
                .replace('\'', '"'));
    client.watch(4, "door", ",'video':['h264']");
    assertThat(List.of(data(view(4)), data(view(4)))).containsExactly("k", "d");
  }

  @Test
  void audioThatNoMp4HoldsIsLeftOut() throws Exception {
    client.watch(1, "door", ",'video':['h264'],'audio':true");
    key("k");
    sound(PHONE, "a");
    delta("d");
    assertThat(List.of(data(view(1)), data(view(1)))).containsExactly("k", "d");
  }

  @Test
  void whoFallsBehindGoesOnWithAKeyFrame() throws Exception {
    client.watch(1, "door", ",'video':['h264'],'ahead':1");
    key("k1");
    Picture first = view(1);
    for (int n = 0; n < 20; n++) {
      delta("x".repeat(1 << 20));
    }
    key("k2");
    delta("d2");
    await().until(pair.fake("door")::awaitsNext);
    client.taken(first);
    Picture next = view(1);
    while (next.flags() == 0) {
      client.taken(next);
      next = view(1);
    }
    assertThat(next.flags()).isEqualTo(KEY_FRAME | AFTER_GAP);
    assertThat(data(next)).isEqualTo("k2");
    client.taken(next);
    assertThat(data(view(1))).isEqualTo("d2");
  }

  @Test
  void aPausedViewGoesOnFromTheLastKeyFrame() throws Exception {
    client.watch(1, "door", ",'video':['h264']");
    key("k1");
    client.taken(view(1));
    client.send("{'type':'pause','views':[1]}").send("{'type':'clock','id':1}");
    client.message(message -> message.json().containsKey("id"));
    delta("d1");
    key("k2");
    delta("d2");
    await().until(pair.fake("door")::awaitsNext);
    client.send("{'type':'resume','views':[1]}");
    assertThat(List.of(data(view(1)), data(view(1)))).containsExactly("k2", "d2");
  }

  @Test
  void anotherSizeIsAnnouncedAndTheViewStays() throws Exception {
    client.watch(1, "door", ",'video':['h264']");
    key("small");
    client.message("format");
    pair.fake("door").shows("large".getBytes(UTF_8), video(1280, 720), true);
    assertThat(
            client
                .message("format")
                .json()
                .getJsonArray("tracks")
                .getJsonObject(0)
                .getInteger("width"))
        .isEqualTo(1280);
    assertThat(data(view(1))).isEqualTo("large");
  }
}
