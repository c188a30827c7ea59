package io.zoetrope.web.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.core.media.H265;
import io.zoetrope.core.media.Track;
import io.zoetrope.web.fixture.LiveSocket;
import io.zoetrope.web.fixture.LiveSocket.Picture;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What clients get that take H.264, of cameras that send something else or nothing. */
class LiveEncodedIT extends LiveVideoFixture {
  private static final Track H265 =
      Track.only(
          new H265(
              1920,
              1080,
              List.of(set("40010c01")),
              List.of(
                  set(
                      "420101016000000300900000030000030078a003c08010e596566924caf0168080000003008000000c84")),
              List.of(set("4401c1"))));

  @Test
  void picturesAreEncodedForWhoTakesOnlyH264() throws Exception {
    client.watch(1, "door", ",'video':['h264']").watch(2, "door", ",'video':['h264','jpeg']");
    pair.fake("door").shows("one");
    assertThat(data(view(1))).isEqualTo("h264 of one");
    pair.fake("door").shows("two");
    Picture picture = view(2);
    assertThat(picture.text()).isIn("one", "two");

    client.send("{'type':'unwatch','view':1}").send("{'type':'unwatch','view':2}");
    await().until(() -> pair.decoders().openNow() == 0);
    await().until(() -> pair.viewers("door") == 0);
  }

  @Test
  void h265BecomesH264ForWhoTakesNoH265() throws Exception {
    client.watch(1, "door", ",'video':['h264','jpeg']").watch(2, "door", ",'video':['h265']");
    h265("key", true);
    Picture first = view(1);
    assertThat(data(first)).isEqualTo("h264 of key");
    client.taken(first);
    h265("delta", false);
    assertThat(data(view(1))).isEqualTo("h264 of delta");
    assertThat(pair.decoders().timesOpened()).isEqualTo(1);
  }

  @Test
  void h265BecomesJpegWhereNothingMakesH264() throws Exception {
    pair.decoders().makesNoH264("its FFmpeg has no encoder for that");
    client.watch(1, "door", ",'video':['h264','jpeg']");
    h265("key", true);
    Picture picture = view(1);
    while (picture.flags() != KEY_FRAME) {
      client.taken(picture);
      picture = view(1);
    }
    assertThat(picture.text()).isEqualTo("jpeg of key 640x360");
  }

  @Test
  void whoTakesOnlyH264IsToldOnceThatNothingMakesIt() throws Exception {
    pair.decoders().makesNoH264("its FFmpeg has no encoder for that");
    client.watch(1, "door", ",'video':['h264']");
    pair.fake("door").shows("one");
    LiveSocket.Message error = client.message("error");
    assertThat(error.code()).isEqualTo("no_renditions");
    assertThat(error.json().encode())
        .contains("This camera sends JPEG, and this server cannot make H.264 of that");
    key("k");
    assertThat(data(view(1))).isEqualTo("k");
  }

  @Test
  void thePlaceholderIsEncodedForWhoTakesOnlyH264UntilTheCameraIsBack() throws Exception {
    client.watch(1, "door", ",'video':['h264']");
    key("k1");
    client.taken(view(1));
    pair.fake("door").failsToOpen("the cable is out");
    pair.fake("door").fails("the cable is out");
    Picture placeholder = view(1);
    assertThat(placeholder.flags() & ~AFTER_GAP).isEqualTo(KEY_FRAME | PLACEHOLDER);
    assertThat(data(placeholder)).isEqualTo("h264 of placeholder");
    client.taken(placeholder);

    pair.fake("door").opensAgain();
    key("k2");
    Picture next = view(1);
    while ((next.flags() & PLACEHOLDER) != 0) {
      client.taken(next);
      next = view(1);
    }
    assertThat(data(next)).isEqualTo("k2");
    client.taken(next);
    delta("d2");
    assertThat(data(view(1))).isEqualTo("d2");
    await().until(() -> pair.decoders().openNow() == 0);
    await().until(() -> pair.viewers("door") == 1);
  }

  private void h265(String text, boolean key) {
    pair.fake("door").shows(text.getBytes(UTF_8), H265, key);
  }
}
