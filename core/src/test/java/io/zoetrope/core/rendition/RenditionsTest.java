package io.zoetrope.core.rendition;

import static io.zoetrope.core.rendition.RenditionRig.MEDIUM;
import static io.zoetrope.core.rendition.RenditionRig.SLOW;
import static io.zoetrope.core.rendition.RenditionRig.SMALL;
import static io.zoetrope.core.rendition.RenditionRig.WIDE;
import static io.zoetrope.core.rendition.RenditionRig.key;
import static io.zoetrope.core.rendition.RenditionRig.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.zoetrope.core.camera.CameraState.Idle;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When renditions are opened, shared and closed, and how many there may be. */
class RenditionsTest {
  private final RenditionRig rig = new RenditionRig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void theFirstViewerOpensTheCameraAsItsOneViewer() throws Exception {
    RenditionViewer first = rig.watches(SMALL);
    RenditionViewer second = rig.watches(SMALL);
    rig.shows("a picture");

    first.awaits("a picture 320x180@80");
    second.awaits("a picture 320x180@80");
    assertThat(rig.camerasViewers()).isEqualTo(1);
    assertThat(rig.renditions.of(rig.camera))
        .extracting(RenditionStatus::key, RenditionStatus::viewers)
        .containsExactly(org.assertj.core.api.Assertions.tuple(SMALL, 2));
  }

  @Test
  void itIsAsBriefAsItsViewers() throws Exception {
    RenditionViewer snapshot = new RenditionViewer(true);
    snapshot.joined(rig.renditions.join(rig.camera, SMALL, snapshot, Runnable::run));
    until(() -> rig.camerasViewers() == 1);
    assertThat(rig.camera.stream().lastingViewers()).isZero();

    RenditionViewer stream = rig.watches(SMALL);
    assertThat(rig.camera.stream().lastingViewers()).isEqualTo(1);
    stream.leaves();
    assertThat(rig.camerasViewers()).isEqualTo(1);
    assertThat(rig.camera.stream().lastingViewers()).isZero();
  }

  @Test
  void aPictureIsMadeOncePerRenditionHoweverManyWatch() throws Exception {
    RenditionViewer original = rig.watches(RenditionKey.ORIGINAL);
    for (int n = 0; n < 3; n++) {
      rig.watches(RenditionKey.ORIGINAL);
      rig.watches(SMALL);
      rig.watches(MEDIUM);
    }
    for (int n = 1; n <= 20; n++) {
      rig.shows("picture " + n);
      rig.awaitMade(2 * n);
    }

    original.awaits("picture 20");
    assertThat(rig.transcoders.made()).hasSize(40).doesNotHaveDuplicates();
    assertThat(rig.transcoders.timesOpened()).isEqualTo(2);
    assertThat(rig.camerasViewers()).isEqualTo(6);
    assertThat(rig.device.timesOpened()).isEqualTo(1);
  }

  @Test
  void nothingIsMadeForNobody() throws Exception {
    RenditionViewer original = rig.watches(RenditionKey.ORIGINAL);
    RenditionViewer small = rig.watches(SMALL);
    rig.shows("one");
    small.awaits("one 320x180@80");

    small.leaves();
    for (int n = 0; n < 10; n++) {
      rig.shows("to the original " + n);
    }
    original.awaits("to the original 9");

    rig.passes(Duration.ofSeconds(2));
    until(() -> rig.threads() == 0);
    assertThat(rig.transcoders.made()).containsExactly("one 320x180@80");
  }

  @Test
  void lingersForTwoSecondsThenLeavesTheCamera() throws Exception {
    RenditionViewer viewer = rig.watches(SMALL);
    until(() -> rig.camerasViewers() == 1);
    viewer.leaves();

    rig.passes(Duration.ofMillis(1999));
    assertThat(rig.camerasViewers()).isEqualTo(1);
    rig.passes(Duration.ofMillis(1));
    until(() -> rig.camerasViewers() == 0);
    assertThat(rig.renditions.of(rig.camera)).isEmpty();

    rig.passes(Duration.ofSeconds(10));
    assertThat(rig.camera.state()).isInstanceOf(Idle.class);
  }

  @Test
  void aViewerWhoComesBackInTimeSeesTheNewestPictureFirst() throws Exception {
    RenditionViewer small = rig.watches(SMALL);
    rig.shows("one");
    small.awaits("one 320x180@80");
    small.leaves();
    rig.shows("two");
    rig.shows("three");

    rig.passes(Duration.ofSeconds(1));
    RenditionViewer again = rig.watches(SMALL);
    again.awaits("three 320x180@80");
    rig.shows("four");
    again.awaits("four 320x180@80");

    rig.passes(Duration.ofSeconds(10));
    assertThat(again.seen()).startsWith("three 320x180@80");
    assertThat(rig.transcoders.timesOpened()).isEqualTo(1);
    assertThat(rig.renditions.of(rig.camera)).hasSize(1);
  }

  @Test
  void oneTooManyIsRefusedWhileOpenOnesCanBeJoined() throws Exception {
    rig.watches(SMALL);
    rig.watches(MEDIUM);

    assertThatExceptionOfType(RenditionRefusedException.class)
        .isThrownBy(() -> rig.watches(WIDE))
        .withMessageContaining("All 2 ")
        .satisfies(e -> assertThat(e.fault().kind()).isEqualTo(RenditionFault.Kind.TOO_MANY));

    rig.watches(SMALL);
    rig.watches(SLOW);
    until(() -> rig.camerasViewers() == 3);
  }

  @Test
  void oneThatNobodyWatchesMakesRoom() throws Exception {
    rig.watches(SMALL).leaves();
    rig.watches(MEDIUM);

    rig.watches(WIDE);

    assertThat(rig.renditions.of(rig.camera))
        .extracting(RenditionStatus::key)
        .containsExactly(MEDIUM, WIDE);
  }

  @Test
  void differentParametersWithTheSameStepsAreOneRendition() throws Exception {
    rig.watches(key(300, 0, 70));
    rig.watches(key(320, 0, 80));

    assertThat(rig.renditions.of(rig.camera)).hasSize(1);
  }

  @Test
  void withoutTranscodersTheRateCanStillBeChosen() throws Exception {
    try (RenditionRig poor = new RenditionRig(false, false)) {
      assertThatExceptionOfType(RenditionRefusedException.class)
          .isThrownBy(() -> poor.watches(SMALL))
          .withMessageContaining("cannot make other sizes and qualities")
          .satisfies(e -> assertThat(e.fault().kind()).isEqualTo(RenditionFault.Kind.UNSUPPORTED));
      assertThat(poor.device.timesOpened()).isZero();

      RenditionViewer viewer = poor.watches(SLOW);
      poor.shows("one");
      viewer.awaits("one");
    }
  }

  @Test
  void nobodyCanJoinAfterTheEnd() throws Exception {
    RenditionViewer small = rig.watches(SMALL);
    rig.renditions.close();

    assertThatExceptionOfType(RenditionRefusedException.class).isThrownBy(() -> rig.watches(SMALL));
    small.leaves();
    assertThat(rig.camerasViewers()).isZero();
  }
}
