package io.zoetrope.web.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.web.fixture.LiveSocket;
import io.zoetrope.web.fixture.LiveSocket.Picture;
import io.zoetrope.web.fixture.ServerPair;
import org.junit.jupiter.api.Test;

/** What a client gets of a camera whose video it takes, or does not, or not any more. */
class LiveCodecsIT extends LiveVideoFixture {
  @Test
  void whatNobodyCanMakeIsNotSent() throws Exception {
    client.watch(1, "door", ",'video':['h265']").watch(2, "door", ",'video':['h265','h264']");
    key("k");
    assertThat(client.message("error").json().getJsonObject("error").encode())
        .isEqualTo(
            "{'code':'codec_not_taken','message':'The camera `door` sends H.264, and this view takes only h265.'}"
                .replace('\'', '"')
                .replace('`', '\''));
    key("k again");
    Picture picture = view(2);
    if (data(picture).equals("k")) {
      client.taken(picture);
      picture = view(2);
    }
    assertThat(data(picture)).isEqualTo("k again");
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

  private static boolean isError(LiveSocket.Message message) {
    return message.type().equals("error");
  }
}
