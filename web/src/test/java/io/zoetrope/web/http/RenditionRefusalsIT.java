package io.zoetrope.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.web.fixture.Answer;
import io.zoetrope.web.fixture.RawClient;
import io.zoetrope.web.fixture.StreamClient;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Renditions that cannot be had. */
class RenditionRefusalsIT extends RenditionsFixture {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "width=0",
        "width=-1",
        "width=3841",
        "width=99999999999",
        "width=wide",
        "width=1.5",
        "width=1e3",
        "width=0x20",
        "fps=0",
        "fps=-1",
        "fps=61",
        "fps=NaN",
        "fps=fast",
        "fps=1e1",
        "fps=.5",
        "quality=0",
        "quality=101",
        "quality=best",
        "quality=-80",
      })
  void anInvalidParameterIsRefusedWithASentence(String parameter) throws Exception {
    for (String address :
        List.of(
            "/cameras/door/stream.mjpg?",
            "/cameras/door/snapshot.jpg?",
            "/video_feed?",
            "/stream?",
            "/snapshot?",
            "/?action=stream&",
            "/?action=snapshot_1&")) {
      Answer answer = pair.get(address + parameter);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.errorCode()).isEqualTo("bad_rendition");
      assertThat(answer.errorMessage())
          .startsWith(parameter.substring(0, parameter.indexOf('=')) + " is a number")
          .contains("as in");
    }
    assertThat(pair.fake("door").timesOpened()).isZero();
  }

  @Test
  void noMoreThanTheLimitCanBeOpen() throws Exception {
    pair.watch("/video_feed?width=160");
    pair.watch("/video_feed?width=320");
    pair.watch("/cameras/bench/stream.mjpg?width=320");

    for (String address : List.of("/video_feed?width=480", "/snapshot?width=480")) {
      Answer answer = pair.get(address);
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.errorCode()).isEqualTo("too_many_renditions");
      assertThat(answer.errorMessage()).contains("All 3 ", "server.renditions");
    }

    StreamClient joined = pair.watch("/video_feed?width=320");
    StreamClient slow = pair.watch("/video_feed?fps=1");
    pair.fake("door").shows("door");
    assertThat(joined.nextPart().text()).isEqualTo("door 320x180@80");
    assertThat(slow.nextPart().text()).isEqualTo("door");
  }

  @Test
  void withoutTranscodersTheAnswerSaysWhy() throws Exception {
    pair.transcoders().failsToOpen("its natives are not for this machine");
    StreamClient first = pair.watch("/video_feed?width=320");
    RawClient snapshot = pair.connect().get("/snapshot?width=480");
    pair.fake("door").shows("door");

    assertThat(first.nextPart().picture()).startsWith(0xFF, 0xD8);
    assertIsUnsupported(snapshot.readAnswer());
    assertIsUnsupported(pair.get("/video_feed?width=320"));
    assertThat(
            pair.get("/api/cameras/door")
                .json()
                .getJsonArray("renditions")
                .getJsonObject(0)
                .getString("error"))
        .contains("its natives are not for this machine");
  }

  @Test
  void aSnapshotOfAPictureThatCannotBeDecodedIsRefused() throws Exception {
    pair.transcoders().fails("it is cut off");
    RawClient client = pair.connect().get("/snapshot?width=320");
    pair.fake("door").shows("door");

    Answer answer = client.readAnswer();
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.errorCode()).isEqualTo("rendition_failing");
    assertThat(answer.errorMessage()).contains("it is cut off");
  }

  @Test
  void aSnapshotOfAFailingCameraSaysWhatIsWrongWithTheCamera() throws Exception {
    pair.fake("door").failsToOpen("there is no such device");

    Answer answer = pair.get("/snapshot?width=320");
    assertThat(answer.errorCode()).isEqualTo("camera_failing");
    assertThat(answer.errorMessage()).contains("there is no such device");
  }

  private static void assertIsUnsupported(Answer answer) {
    assertThat(answer.status()).isEqualTo(501);
    assertThat(answer.errorCode()).isEqualTo("no_renditions");
    assertThat(answer.errorMessage())
        .contains("its natives are not for this machine", "Ask without width and quality.");
  }
}
