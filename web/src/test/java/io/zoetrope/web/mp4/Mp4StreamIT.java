package io.zoetrope.web.mp4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.core.media.G711;
import io.zoetrope.core.media.Track;
import io.zoetrope.web.fixture.RawClient;
import io.zoetrope.web.fixture.ServerPair;
import io.zoetrope.web.mp4.Mp4Client.Sample;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a viewer of stream.mp4 gets. */
final class Mp4StreamIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final long TICKS_PER_MILLI = 90;
  private static final String PATH = "/cameras/door/stream.mp4";

  @AutoClose private ServerPair pair;
  private FakeVideo video;

  @BeforeEach
  void start() throws Exception {
    pair = ServerPair.serving("door");
    video = new FakeVideo(pair.fake("door"));
  }

  @Test
  void isWhatAPlayerNeedsFirstAndThenEachFrameAtOnce() throws Exception {
    video.key(1).sound(FakeVideo.AAC, 2);
    Mp4Client viewer = watch(PATH);

    assertThat(viewer.head())
        .startsWith("HTTP/1.1 200 OK")
        .contains("content-type: video/mp4; codecs=\"avc1.42c01e,mp4a.40.2\"")
        .contains("cache-control: no-store")
        .contains("connection: close")
        .doesNotContainIgnoringCase("transfer-encoding");
    assertThat(text(viewer.init())).contains("avc1").contains("mp4a");
    assertThat(viewer.sample().mark()).isEqualTo(1);
    Sample sound = viewer.sample();
    assertThat(sound.mark()).isEqualTo(2);
    assertThat(sound.track()).isEqualTo(2);
    video.delta(3);
    Sample third = viewer.sample();
    assertThat(third.mark()).isEqualTo(3);
    assertThat(third.track()).isEqualTo(1);
    assertThat(third.key()).isFalse();
    video.key(4);
    assertThat(viewer.sample().key()).isTrue();
  }

  @Test
  void newcomersBeginWithTheLastKeyFrameAndGetTheSameBytes() throws Exception {
    video.key(1).delta(2);
    Mp4Client first = watch(PATH);
    first.init();
    assertThat(first.sample().mark()).isEqualTo(1);
    assertThat(first.sample().mark()).isEqualTo(2);
    video.key(3).delta(4);
    assertThat(first.sample().mark()).isEqualTo(3);
    assertThat(first.sample().mark()).isEqualTo(4);

    Mp4Client second = watch(PATH);
    second.init();
    Sample begun = second.sample();

    assertThat(begun.mark()).isEqualTo(3);
    assertThat(begun.key()).isTrue();
    assertThat(second.sample().mark()).isEqualTo(4);
    assertThat(text(first.all()))
        .endsWith(text(second.all()).substring(text(second.all()).indexOf("moof")));
  }

  @Test
  void thoseWhoWantToBeLiveAtOnceGetTheLastGroupInAMoment() throws Exception {
    video.key(1).sound(FakeVideo.AAC, 2).delta(3);
    long begun = timeOfAGroupThatIsOld();

    for (String address : List.of(PATH + "?start=live", PATH + "?start=live&audio=0")) {
      Mp4Client live = watch(address);
      live.init();
      Sample first = live.sample();
      assertThat(first.mark()).isEqualTo(1);
      assertThat(first.decodeTime() - begun).isGreaterThan(400 * TICKS_PER_MILLI);
      Sample next = live.sample();
      assertThat(next.mark()).isEqualTo(3);
      assertThat(next.decodeTime()).isGreaterThan(first.decodeTime());
    }
  }

  @Test
  void aVideoElementWantsToBeLiveAtOnce() throws Exception {
    video.key(1);
    long begun = timeOfAGroupThatIsOld();
    String asked = "GET " + PATH + " HTTP/1.1\r\nHost: test\r\nSec-Fetch-Dest: video\r\n\r\n";
    Mp4Client element = new Mp4Client(pair.connect().send(asked));
    element.init();

    assertThat(element.sample().decodeTime() - begun).isGreaterThan(400 * TICKS_PER_MILLI);
  }

  /** Watches until what the camera has sent so far is more than half a second old. */
  private long timeOfAGroupThatIsOld() throws Exception {
    Mp4Client asItWas = watch(PATH + "?start=key");
    asItWas.init();
    long begun = asItWas.sample().decodeTime();
    long start = System.nanoTime();
    await().until(() -> System.nanoTime() - start > Duration.ofMillis(600).toNanos());
    return begun;
  }

  @Test
  void isWithoutSoundForThoseWhoDoNotWantAny() throws Exception {
    video.key(1).sound(FakeVideo.AAC, 2).delta(3);
    Mp4Client viewer = watch(PATH + "?audio=0");

    assertThat(text(viewer.init())).doesNotContain("mp4a");
    assertThat(viewer.sample().mark()).isEqualTo(1);
    assertThat(viewer.sample().mark()).isEqualTo(3);
  }

  @Test
  void leavesOutSoundThatIsNotPutIntoMp4() throws Exception {
    Track telephone = new Track(1, new G711(G711.Law.A, 8000, 1));
    video.key(1).sound(telephone, 2).delta(3);
    Mp4Client viewer = watch(PATH);

    assertThat(viewer.head()).contains("codecs=\"avc1.42c01e\"");
    viewer.init();
    assertThat(viewer.sample().mark()).isEqualTo(1);
    assertThat(viewer.sample().mark()).isEqualTo(3);
  }

  @Test
  void goesOnWithoutSoundThatBeginsLater() throws Exception {
    video.key(1);
    Mp4Client viewer = watch(PATH);
    viewer.init();
    assertThat(viewer.sample().mark()).isEqualTo(1);

    video.sound(FakeVideo.AAC, 2).delta(3);

    assertThat(viewer.sample().mark()).isEqualTo(3);
  }

  @Test
  void goesOnInTheNewSizeAfterTheCameraHasFailed() throws Exception {
    pair.decoders().failsToOpen("its FFmpeg has no encoder for that");
    video.key(1);
    Mp4Client viewer = watch(PATH);
    assertThat(size(viewer.init())).isEqualTo("0280" + "0168");
    Sample before = viewer.sample();

    pair.fake("door").fails("the cable was pulled");
    video.as(FakeVideo.LARGE).key(2);

    assertThat(size(viewer.init())).isEqualTo("0780" + "0438");
    Sample after = viewer.sample();
    assertThat(after.mark()).isEqualTo(2);
    assertThat(after.decodeTime()).isGreaterThan(before.decodeTime());
    await().atMost(PATIENCE).until(() -> pair.viewers("door") == 1);
  }

  @Test
  void aCameraThatIsOpenedAgainAsItWasNeedsNothingNewWhereNoPlaceholderIsEncoded()
      throws Exception {
    pair.decoders().failsToOpen("its FFmpeg has no encoder for that");
    video.key(1).delta(2);
    Mp4Client viewer = watch(PATH);
    viewer.init();
    viewer.sample();
    viewer.sample();

    pair.fake("door").fails("the cable was pulled");
    video.key(3);

    assertThat(viewer.sample().mark()).isEqualTo(3);
  }

  @Test
  void endsWithTheServer() throws Exception {
    video.key(1);
    Mp4Client viewer = watch(PATH);
    viewer.init();
    viewer.sample();

    pair.stopServer();

    assertThat(viewer.client().readToEnd()).isEmpty();
  }

  @Test
  void clientsOfOldHttpAreAnsweredInTheirVersion() throws Exception {
    video.key(1);
    RawClient client = pair.connect().send("GET " + PATH + " HTTP/1.0\r\nHost: test\r\n\r\n");
    Mp4Client viewer = new Mp4Client(client);

    assertThat(viewer.head()).startsWith("HTTP/1.0 200 OK");
    viewer.init();
    assertThat(viewer.sample().mark()).isEqualTo(1);
  }

  private Mp4Client watch(String path) throws Exception {
    return new Mp4Client(pair.connect().get(path));
  }

  /** Width and height in the first sample entry. */
  private static String size(byte[] moov) {
    int entry = text(moov).indexOf("avc1");
    return HexFormat.of().formatHex(moov, entry + 28, entry + 32);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
