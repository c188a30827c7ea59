package io.zoetrope.core.rendition;

import static io.zoetrope.core.rendition.RenditionKey.ORIGINAL;
import static io.zoetrope.core.rendition.RenditionRig.MEDIUM;
import static io.zoetrope.core.rendition.RenditionRig.SLOW;
import static io.zoetrope.core.rendition.RenditionRig.SMALL;
import static io.zoetrope.core.rendition.RenditionRig.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.zoetrope.core.camera.CameraState.Idle;
import io.zoetrope.core.camera.CameraState.Live;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** JPEGs of a camera that sends video. */
class DecodedRenditionsTest {
  private final RenditionRig rig = new RenditionRig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void whoeverWatchesTheOriginalGetsJpegs() throws Exception {
    RenditionViewer viewer = rig.watches(ORIGINAL);
    rig.showsKey("one");
    viewer.awaits("jpeg of one 640x360");
    rig.showsDelta("two");
    viewer.awaits("jpeg of two 640x360");

    assertThat(viewer.seen()).containsExactly("jpeg of one 640x360", "jpeg of two 640x360");
    assertThat(rig.decoders.timesOpened()).isEqualTo(1);
  }

  @Test
  void allWhoWantTheSameShareOneDecoderAndOneViewerOfTheCamera() throws Exception {
    List<RenditionViewer> viewers =
        List.of(rig.watches(ORIGINAL), rig.watches(ORIGINAL), rig.watches(ORIGINAL));
    rig.showsKey("one");
    viewers.forEach(viewer -> viewer.awaits("jpeg of one 640x360"));

    until(() -> rig.camerasViewers() == 1);
    assertThat(rig.decoders.timesOpened()).isEqualTo(1);
    assertThat(rig.renditions.of(rig.camera))
        .singleElement()
        .satisfies(only -> assertThat(only.viewers()).isEqualTo(3));
    assertThat(rig.camera.state()).isInstanceOf(Live.class);
  }

  @Test
  void widthAndRateAreMadeWhileDecoding() throws Exception {
    RenditionViewer small = rig.watches(SMALL);
    RenditionViewer slow = rig.watches(SLOW);
    rig.showsKey("one");
    small.awaits("jpeg of one 320x360");
    slow.awaits("jpeg of one 640x360");
    for (int n = 2; n <= 21; n++) {
      rig.passes(Duration.ofMillis(100));
      rig.showsDelta("n" + n);
      small.awaits("jpeg of n%d 320x360".formatted(n));
    }

    slow.awaits("jpeg of n21 640x360");
    assertThat(slow.seen().stream().distinct())
        .containsExactly("jpeg of one 640x360", "jpeg of n11 640x360", "jpeg of n21 640x360");
    assertThat(rig.transcoders.made()).isEmpty();
  }

  @Test
  void sizesOfVideoNeedNothingThatReencodesJpegs() throws Exception {
    try (RenditionRig poor = new RenditionRig(false, true)) {
      RenditionViewer small = poor.watches(SMALL);
      poor.showsKey("one");
      small.awaits("jpeg of one 320x360");
    }
  }

  @Test
  void sizesOfJpegsAreRefusedWhereOnlyVideoCanBeDecoded() throws Exception {
    try (RenditionRig poor = new RenditionRig(false, true)) {
      RenditionViewer first = poor.watches(SMALL);
      poor.shows("one");
      first.awaits("placeholder");

      assertThatExceptionOfType(RenditionRefusedException.class)
          .isThrownBy(() -> poor.watches(MEDIUM))
          .withMessageContaining("nothing that decodes pictures is installed");
    }
  }

  @Test
  void aNewcomersFirstPictureIsTheNewestOfTheGroup() throws Exception {
    RenditionViewer first = rig.watches(SMALL);
    rig.showsKey("one");
    first.awaits("jpeg of one 320x360");
    for (int n = 2; n <= 9; n++) {
      rig.showsDelta("n" + n);
      first.awaits("jpeg of n%d 320x360".formatted(n));
    }

    RenditionViewer newcomer = rig.watches(MEDIUM);
    newcomer.awaits("jpeg of n9 480x360");
    assertThat(newcomer.seen()).containsExactly("jpeg of n9 480x360");
    assertThat(rig.decoders.fed()).contains("(one)", "(n2)", "(n8)").endsWith("n9");
  }

  @Test
  void oneThatFallsBehindSkipsPicturesButShowsOneTwiceASecond() throws Exception {
    RenditionViewer viewer = rig.watches(SMALL);
    rig.decoders.waits();
    rig.showsKey("one");
    until(rig.decoders::isWaiting);
    for (int n = 2; n <= 5; n++) {
      rig.showsDelta("n" + n);
    }
    rig.decoders.permit(2); // "one", and "n2", which is behind.
    until(() -> rig.decoders.fed().contains("(n3)"));
    rig.passes(Duration.ofMillis(500));
    rig.decoders.permit(100);

    viewer.awaits("jpeg of n5 320x360");
    assertThat(rig.decoders.fed()).containsExactly("one", "(n2)", "(n3)", "n4", "n5");
  }

  @Test
  void aBrowserThatShowsPicturesLateGetsTheLastOneTwice() throws Exception {
    RenditionViewer late = new RenditionViewer(false, true);
    late.joined(rig.renditions.join(rig.camera, ORIGINAL, late, Runnable::run));
    rig.showsKey("one");
    late.awaits("jpeg of one 640x360");
    rig.passes(Duration.ofMillis(400));
    rig.showsDelta("two");
    late.awaits("jpeg of two 640x360");
    rig.passes(Duration.ofMillis(499));
    assertThat(late.seen()).hasSize(2);
    rig.passes(Duration.ofMillis(1));
    until(() -> late.seen().size() == 3);
    rig.passes(Duration.ofSeconds(5));
    assertThat(late.seen())
        .containsExactly("jpeg of one 640x360", "jpeg of two 640x360", "jpeg of two 640x360");
  }

  @Test
  void theDecoderRunsOnlyWhileSomebodyWatches() throws Exception {
    RenditionViewer viewer = rig.watches(ORIGINAL);
    rig.showsKey("one");
    viewer.awaits("jpeg of one 640x360");
    until(() -> rig.camerasViewers() == 1);
    viewer.leaves();
    rig.showsDelta("two");
    assertThat(rig.decoders.openNow()).isEqualTo(1);

    rig.passes(Duration.ofSeconds(2));
    until(() -> rig.decoders.openNow() == 0);
    until(() -> rig.camerasViewers() == 0);
    assertThat(rig.decoders.fed()).containsExactly("one");
    rig.passes(Duration.ofSeconds(10));
    assertThat(rig.camera.state()).isInstanceOf(Idle.class);
  }

  @Test
  void whoComesBackInTimeSeesTheNewestPicture() throws Exception {
    RenditionViewer viewer = rig.watches(SMALL);
    rig.showsKey("one");
    viewer.awaits("jpeg of one 320x360");
    viewer.leaves();
    rig.showsDelta("two");
    rig.showsDelta("three");

    RenditionViewer again = rig.watches(SMALL);
    again.awaits("jpeg of three 320x360");
    assertThat(again.seen()).containsExactly("jpeg of three 320x360");
    assertThat(rig.decoders.timesOpened()).isEqualTo(1);
  }

  @Test
  void anotherFormatGetsAnotherDecoder() throws Exception {
    RenditionViewer viewer = rig.watches(ORIGINAL);
    rig.showsKey("one");
    viewer.awaits("jpeg of one 640x360");
    rig.showsVideo("wide", true, 1280);
    viewer.awaits("jpeg of wide 640x360");

    assertThat(rig.decoders.timesOpened()).isEqualTo(2);
    assertThat(rig.decoders.openNow()).isEqualTo(1);
  }

  @Test
  void aCameraThatSendsJpegsAfterAllNeedsNoDecoder() throws Exception {
    RenditionViewer viewer = rig.watches(ORIGINAL);
    rig.showsKey("one");
    viewer.awaits("jpeg of one 640x360");
    rig.shows("a jpeg");
    viewer.awaits("a jpeg");
    until(() -> rig.decoders.openNow() == 0);

    rig.showsKey("two");
    viewer.awaits("jpeg of two 640x360");
  }

  @Test
  void soundIsLeftOut() throws Exception {
    RenditionViewer viewer = rig.watches(ORIGINAL);
    rig.showsSound();
    rig.showsKey("one");
    viewer.awaits("jpeg of one 640x360");
    rig.showsSound();
    rig.showsDelta("two");
    viewer.awaits("jpeg of two 640x360");

    assertThat(rig.decoders.fed()).containsExactly("one", "two");
  }
}
