package io.zoetrope.core.rendition;

import static io.zoetrope.core.rendition.RenditionRig.MEDIUM;
import static io.zoetrope.core.rendition.RenditionRig.SMALL;
import static io.zoetrope.core.rendition.RenditionRig.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.zoetrope.core.camera.CameraState.Idle;
import io.zoetrope.core.fixture.FakeStreamTranscoders;
import io.zoetrope.core.media.H265;
import io.zoetrope.core.media.Jpeg;
import io.zoetrope.core.media.ParameterSet;
import io.zoetrope.core.media.Track;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** H.264 of a camera that sends something else. */
class EncodedRenditionsTest {
  private static final ParameterSet SET = ParameterSet.of((byte) 1);
  private static final Track H265 =
      new Track(0, new H265(640, 360, List.of(SET), List.of(SET), List.of(SET)));

  private final RenditionRig rig = new RenditionRig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void everyPictureIsEncodedWithItsTimeOfCapture() throws Exception {
    RenditionViewer viewer = rig.watchesH264();
    rig.shows("one");
    viewer.awaits("h264 of one");
    long first = rig.clock.nanoTime();
    rig.passes(Duration.ofMillis(40));
    rig.shows("two");
    viewer.awaits("h264 of two");

    assertThat(viewer.seen()).containsExactly("h264 of one", "h264 of two");
    assertThat(viewer.captured()).containsExactly(first, first + 40_000_000);
    assertThat(viewer.sequences()).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void allShareOneEncoderAndOneViewerOfTheCamera() throws Exception {
    List<RenditionViewer> viewers =
        List.of(rig.watchesH264(), rig.watchesH264(), rig.watchesH264());
    rig.shows("one");
    viewers.forEach(viewer -> viewer.awaits("h264 of one"));

    until(() -> rig.camerasViewers() == 1);
    assertThat(rig.decoders.timesOpened()).isEqualTo(1);
    assertThat(rig.renditions.of(rig.camera))
        .singleElement()
        .satisfies(only -> {
          assertThat(only.viewers()).isEqualTo(3);
          assertThat(only.from()).contains(new Jpeg(640, 360));
          assertThat(only.to()).contains(FakeStreamTranscoders.H264_MADE);
        });
  }

  @Test
  void aNewcomerBeginsWithTheNewestGroupAtOnce() throws Exception {
    RenditionViewer first = rig.watchesH264();
    rig.shows("one");
    first.awaits("h264 of one");

    RenditionViewer newcomer = rig.watchesH264();
    newcomer.awaits("h264 of one");
    assertThat(rig.decoders.fed()).containsExactly("one");
  }

  @Test
  void theEncoderRunsOnlyWhileSomebodyWatches() throws Exception {
    RenditionViewer viewer = rig.watchesH264();
    rig.shows("one");
    viewer.awaits("h264 of one");
    viewer.leaves();
    rig.passes(Duration.ofSeconds(2));

    until(() -> rig.decoders.openNow() == 0);
    until(() -> rig.camerasViewers() == 0);
    rig.passes(Duration.ofSeconds(10));
    assertThat(rig.camera.state()).isInstanceOf(Idle.class);
  }

  @Test
  void anotherSizeGetsAnotherEncoder() throws Exception {
    RenditionViewer viewer = rig.watchesH264();
    rig.shows("one");
    viewer.awaits("h264 of one");
    rig.device.shows("wide".getBytes(StandardCharsets.UTF_8), 1280, 720);
    viewer.awaits("h264 of wide");

    assertThat(rig.decoders.timesOpened()).isEqualTo(2);
    assertThat(rig.decoders.openNow()).isEqualTo(1);
  }

  @Test
  void anEncoderThatIsBehindSkipsPictures() throws Exception {
    RenditionViewer viewer = rig.watchesH264();
    rig.decoders.waits();
    rig.shows("one");
    until(rig.decoders::isWaiting);
    for (int n = 2; n <= 5; n++) {
      rig.shows("n" + n);
    }
    rig.decoders.permit(100);

    viewer.awaits("h264 of n5");
    assertThat(rig.decoders.fed()).containsExactly("one", "(n2)", "(n3)", "(n4)", "n5");
  }

  @Test
  void h265IsDecodedAndEncodedAndItsSoundPassesBy() throws Exception {
    RenditionViewer viewer = rig.watchesH264();
    showsH265("key", true);
    viewer.awaits("h264 of key");
    rig.decoders.waits();
    showsH265("delta", false);
    until(rig.decoders::isWaiting);
    rig.showsSound();
    rig.decoders.permit(100);
    viewer.awaits("h264 of delta");
    viewer.awaits("\1");
    showsH265("last", false);
    viewer.awaits("h264 of last");

    assertThat(viewer.seen()).hasSize(4);
    assertThat(viewer.sequences()).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void aPlaceholderIsEncodedAndShownEachSecondUntilTheCameraIsBack() throws Exception {
    RenditionViewer viewer = rig.watchesH264();
    rig.showsKey("own");
    viewer.awaits("own");
    assertThat(rig.decoders.timesOpened()).isZero();
    rig.device.failsToOpen("the cable is out");
    rig.device.fails("the cable is out");
    viewer.awaits("h264 of placeholder");
    long shown = count(viewer, "h264 of placeholder");
    rig.passes(Duration.ofSeconds(1));
    until(() -> count(viewer, "h264 of placeholder") > shown);

    rig.device.opensAgain();
    until(() -> {
      rig.passes(Duration.ofSeconds(1));
      return rig.device.isOpen();
    });
    rig.showsKey("own again");
    viewer.awaits("own again");
    until(() -> rig.decoders.openNow() == 0);
    assertThat(viewer.sequences()).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void aPictureThatStaysIsEncodedAgainAndIsAsOldAsItIs() throws Exception {
    RenditionViewer viewer = rig.watchesH264();
    rig.shows("one");
    viewer.awaits("h264 of one");
    rig.passes(Duration.ofMillis(999));
    assertThat(viewer.seen()).hasSize(1);
    rig.passes(Duration.ofMillis(1));
    until(() -> viewer.seen().size() == 2);

    assertThat(viewer.captured().get(1)).isEqualTo(viewer.captured().get(0));
  }

  @Test
  void itCountsAmongTheRenditionsThatMayBeOpen() throws Exception {
    rig.watches(SMALL);
    rig.watches(MEDIUM);

    assertThatExceptionOfType(RenditionRefusedException.class)
        .isThrownBy(rig::watchesH264)
        .withMessageContaining("have to be encoded as H.264, and all 2 renditions")
        .withMessageContaining("server.renditions");
  }

  @Test
  void whatMakesNoH264SaysSoInAPlaceholderAndIsNotAskedAgainAtOnce() throws Exception {
    rig.decoders.failsToOpen("its FFmpeg has no encoder for that");
    RenditionViewer viewer = rig.watchesH264();
    rig.shows("one");
    viewer.awaits("placeholder");
    String sentence =
        "This camera sends JPEG, and this server cannot make H.264 of that: its FFmpeg has no encoder for that.";
    assertThat(rig.renditions.faultOfH264(rig.camera).orElseThrow().message()).isEqualTo(sentence);

    assertThatExceptionOfType(RenditionRefusedException.class)
        .isThrownBy(rig::watchesH264)
        .withMessage(sentence);
  }

  @Test
  void anEncoderThatDiesIsOpenedAgain() throws Exception {
    RenditionViewer viewer = rig.watchesH264();
    rig.shows("one");
    viewer.awaits("h264 of one");
    rig.decoders.fail("it has crashed");
    until(() -> {
      rig.shows("next");
      return rig.renditions.faultOfH264(rig.camera).isPresent();
    });
    assertThat(rig.renditions.faultOfH264(rig.camera).orElseThrow().message())
        .isEqualTo("No H.264 can be made of this camera's JPEG: it has crashed.");
    rig.passes(Duration.ofSeconds(1));
    rig.shows("again");
    viewer.awaits("h264 of again");
  }

  @Test
  void withoutAnythingThatEncodesItIsRefusedAtOnce() {
    try (RenditionRig poor = new RenditionRig(true, false)) {
      assertThatExceptionOfType(RenditionRefusedException.class)
          .isThrownBy(poor::watchesH264)
          .withMessageContaining("nothing that encodes it is installed");
    }
  }

  private void showsH265(String text, boolean key) {
    rig.device.shows(text.getBytes(StandardCharsets.UTF_8), H265, key);
    until(rig.device::awaitsNext);
  }

  private static long count(RenditionViewer viewer, String picture) {
    return viewer.seen().stream().filter(picture::equals).count();
  }
}
