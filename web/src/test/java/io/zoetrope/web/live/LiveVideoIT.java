package io.zoetrope.web.live;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.zoetrope.core.media.Aac;
import io.zoetrope.core.media.G711;
import io.zoetrope.core.media.H264;
import io.zoetrope.core.media.ParameterSet;
import io.zoetrope.core.media.Track;
import io.zoetrope.web.fixture.LiveSocket;
import io.zoetrope.web.fixture.LiveSocket.Picture;
import io.zoetrope.web.fixture.ServerPair;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Video as the camera sends it, over a WebSocket. */
class LiveVideoIT {
  private static final int KEY_FRAME = 1;
  private static final int PLACEHOLDER = 2;
  private static final int AFTER_GAP = 4;
  private static final String SPS = "6742c01ed900a02ff97011000003000100000300320f162e48";
  private static final String PPS = "68ce3c80";
  private static final Track AAC = new Track(1, new Aac(2, 44_100, 2, set("1210")));
  private static final Track PHONE = new Track(1, new G711(G711.Law.A, 8000, 1));

  @AutoClose private ServerPair pair;
  @AutoClose private LiveSocket client;

  @BeforeEach
  void serve() throws Exception {
    pair = ServerPair.serving("door");
    client = LiveSocket.open(pair.port());
  }

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

  @Test
  void aCameraOfJpegsIsNotForWhoTakesOnlyVideo() throws Exception {
    client.watch(1, "door", ",'video':['h265','h264']");
    pair.fake("door").shows("jpeg");
    assertThat(client.message("error").json().getJsonObject("error").encode())
        .isEqualTo(
            "{'code':'codec_not_taken','message':'The camera `door` sends JPEG, and this view takes only h264 and h265.'}"
                .replace('\'', '"')
                .replace('`', '\''));
    key("k");
    assertThat(data(view(1))).isEqualTo("k");
  }

  @Test
  void whoTakesBothFollowsTheCamera() throws Exception {
    client.watch(1, "door", ",'video':['h264','jpeg'],'width':320,'quality':50");
    pair.fake("door").shows("jpeg");
    Picture picture = view(1);
    assertThat(picture.text()).isEqualTo("jpeg 320x180@50");
    client.taken(picture);
    key("k1");
    Picture video = view(1);
    while (video.text().startsWith("jpeg")) { // The camera's first key frame, decoded.
      client.taken(video);
      video = view(1);
    }
    assertThat(data(video)).isEqualTo("k1");
    client.taken(video);
    await().until(() -> pair.viewers("door") == 1);
    pair.fake("door").shows("jpeg again");
    assertThat(view(1).text()).isEqualTo("jpeg again 320x180@50");
  }

  @Test
  void whoCannotFollowTheCameraIsToldOnceAndTheViewEnds() throws Exception {
    client.watch(1, "door", ",'video':['h264','jpeg'],'width':320,'quality':50");
    key("k1");
    client.taken(view(1));
    for (int n = 0; n < ServerPair.MOST_RENDITIONS; n++) {
      client.watch(10 + n, "door", ",'width':%d".formatted(480 + 160 * n));
      int view = 10 + n;
      client.message(message -> message.type().equals("state") && message.view() == view);
    }
    pair.fake("door").shows("jpeg 1");
    pair.fake("door").shows("jpeg 2");
    assertThat(client.message(message -> message.view() == 1 && isError(message)).code())
        .isEqualTo("too_many_renditions");
    client.send("{'type':'unwatch','view':1}");
    assertThat(client.message(message -> message.view() == 1 && isError(message)).code())
        .isEqualTo("no_such_view");
  }

  private static boolean isError(LiveSocket.Message message) {
    return message.type().equals("error");
  }

  @Test
  void aPlaceholderComesToWhoTakesJpegToo() throws Exception {
    client.watch(1, "door", ",'video':['h264','jpeg']").watch(2, "door", ",'video':['h264']");
    key("k1");
    client.taken(view(1));
    pair.fake("door").failsToOpen("the cable is out");
    pair.fake("door").fails("the cable is out");
    Picture placeholder = view(1);
    assertThat(placeholder.flags()).isEqualTo(KEY_FRAME | PLACEHOLDER);
    assertThat(placeholder.data()).startsWith(0xFF, 0xD8);
    client.message(
        message -> message.view() == 2 && "retrying".equals(message.json().getString("state")));
    pair.fake("door").opensAgain();
    key("k2");
    Picture next = client.picture();
    while (next.flags() != KEY_FRAME || next.view() != 2) {
      client.taken(next);
      next = client.picture();
    }
    assertThat(data(next)).isEqualTo("k2");
  }

  private Picture view(int number) throws InterruptedException {
    Picture picture = client.picture();
    while (picture.view() != number) {
      client.taken(picture);
      picture = client.picture();
    }
    return picture;
  }

  /** What a fragment holds. */
  private static String data(Picture picture) {
    String bytes = new String(picture.data(), ISO_8859_1);
    assertThat(bytes.substring(4, 8)).isEqualTo("moof");
    String all = bytes.substring(bytes.indexOf("mdat") + 4);
    boolean withSets = all.startsWith("\0\0\0");
    return withSets ? all.substring(8 + SPS.length() / 2 + PPS.length() / 2) : all;
  }

  private void key(String data) {
    pair.fake("door").shows(data.getBytes(UTF_8), video(640, 360), true);
  }

  private void delta(String data) {
    pair.fake("door").shows(data.getBytes(UTF_8), video(640, 360), false);
  }

  private void sound(Track track, String data) {
    pair.fake("door").shows(data.getBytes(UTF_8), track, true);
  }

  private static Track video(int width, int height) {
    return new Track(0, new H264(width, height, List.of(set(SPS)), List.of(set(PPS))));
  }

  private static ParameterSet set(String hex) {
    return ParameterSet.of(HexFormat.of().parseHex(hex));
  }
}
