package io.zoetrope.web.mp4;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.core.media.H265;
import io.zoetrope.core.media.ParameterSet;
import io.zoetrope.core.media.Track;
import io.zoetrope.web.fixture.ServerPair;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Viewers of stream.mp4 get H.264 whatever the camera sends. */
final class EncodedMp4IT {
  private static final String PATH = "/cameras/door/stream.mp4";
  private static final Track H265 =
      Track.only(
          new H265(
              1920,
              1080,
              sets("40010c01"),
              sets(
                  "420101016000000300900000030000030078a003c08010e596566924caf0168080000003008000000c84"),
              sets("4401c1")));

  @AutoClose private ServerPair pair;

  @BeforeEach
  void start() throws Exception {
    pair = ServerPair.serving("door");
  }

  @Test
  void picturesAreEncodedForAllWhoWatch() throws Exception {
    pair.fake("door").shows("one");
    Mp4Client first = watch(PATH);
    assertThat(first.head()).contains("200 OK").contains("codecs=\"avc1.42c01e\"");
    assertThat(new String(first.init(), UTF_8)).contains("avc1");
    Mp4Client second = watch(PATH);
    second.init();
    assertThat(text(first)).isEqualTo("h264 of one");
    assertThat(text(second)).isEqualTo("h264 of one");
    pair.fake("door").shows("two");
    assertThat(text(first)).isEqualTo("h264 of two");
    assertThat(text(second)).isEqualTo("h264 of two");

    await().until(() -> pair.viewers("door") == 1);
    assertThat(pair.decoders().timesOpened()).isEqualTo(1);
    first.client().close();
    second.client().close();
    await().until(() -> pair.decoders().openNow() == 0);
    await().until(() -> pair.viewers("door") == 0);
  }

  @Test
  void whoAsksForH264GetsItOfH265Too() throws Exception {
    pair.fake("door").shows("key".getBytes(UTF_8), H265, true);
    Mp4Client own = watch(PATH);
    assertThat(own.head()).contains("hvc1");
    Mp4Client asked = watch(PATH + "?video=h264");
    assertThat(asked.head()).contains("avc1");
    asked.init();
    assertThat(text(asked)).isEqualTo("h264 of key");
    pair.fake("door").shows("delta".getBytes(UTF_8), H265, false);
    assertThat(text(asked)).isEqualTo("h264 of delta");
  }

  @Test
  void aFailingCameraShowsItsPlaceholderAndItsOwnVideoAgainLater() throws Exception {
    FakeVideo video = new FakeVideo(pair.fake("door"));
    video.key(1);
    Mp4Client viewer = watch(PATH);
    viewer.init();
    assertThat(viewer.sample().mark()).isEqualTo(1);
    pair.fake("door").failsToOpen("the cable was pulled");
    pair.fake("door").fails("the cable was pulled");
    viewer.init();
    Mp4Client.Sample placeholder = viewer.sample();
    assertThat(placeholder.key()).isTrue();
    assertThat(text(placeholder)).isEqualTo("h264 of placeholder");
    assertThat(placeholder.track()).isEqualTo(1);

    pair.fake("door").opensAgain();
    video.key(2).delta(3);
    Mp4Client.Box next = viewer.next();
    while (!next.type().equals("ftyp")) {
      next = viewer.next();
    }
    assertThat(viewer.next().type()).isEqualTo("moov");
    assertThat(viewer.sample().mark()).isEqualTo(2);
    assertThat(viewer.sample().mark()).isEqualTo(3);
    await().until(() -> pair.decoders().openNow() == 0);
    await().until(() -> pair.viewers("door") == 1);
  }

  @Test
  void aCameraThatComesBackWithPicturesGoesOnAsH264() throws Exception {
    FakeVideo video = new FakeVideo(pair.fake("door"));
    video.key(1);
    Mp4Client viewer = watch(PATH);
    viewer.init();
    viewer.sample();
    pair.fake("door").shows("one");
    viewer.init();

    assertThat(text(viewer)).isEqualTo("h264 of one");
  }

  @Test
  void whoHasBegunWithH265CannotGoOnWithAnythingElse() throws Exception {
    pair.fake("door").shows("key".getBytes(UTF_8), H265, true);
    Mp4Client viewer = watch(PATH);
    viewer.init();
    viewer.sample();
    pair.fake("door").shows("a JPEG");

    assertThat(viewer.client().readToEnd()).isEmpty();
    await().until(() -> pair.viewers("door") == 0);
  }

  private Mp4Client watch(String path) throws Exception {
    return new Mp4Client(pair.connect().get(path));
  }

  private static String text(Mp4Client viewer) throws Exception {
    return text(viewer.sample());
  }

  /** What follows the parameter sets, which key frames have with them after a change. */
  private static String text(Mp4Client.Sample sample) {
    String data = new String(sample.data(), UTF_8);
    return data.substring(data.indexOf("h264"));
  }

  private static List<ParameterSet> sets(String hex) {
    return List.of(ParameterSet.of(HexFormat.of().parseHex(hex)));
  }
}
