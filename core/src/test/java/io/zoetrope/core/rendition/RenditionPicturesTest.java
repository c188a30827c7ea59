package io.zoetrope.core.rendition;

import static io.zoetrope.core.rendition.RenditionRig.SLOW;
import static io.zoetrope.core.rendition.RenditionRig.SMALL;
import static io.zoetrope.core.rendition.RenditionRig.WIDE;
import static io.zoetrope.core.rendition.RenditionRig.key;
import static io.zoetrope.core.rendition.RenditionRig.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the viewers of a rendition see. */
class RenditionPicturesTest {
  private final RenditionRig rig = new RenditionRig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void theRateAloneDecodesNothing() throws Exception {
    RenditionViewer viewer = rig.watches(SLOW);
    rig.shows("at once");
    viewer.awaits("at once");
    rig.passes(Duration.ofMillis(400));
    rig.shows("too early");
    rig.passes(Duration.ofMillis(600));
    rig.shows("a second later");
    viewer.awaits("a second later");

    assertThat(viewer.seen()).containsExactly("at once", "a second later");
    assertThat(rig.transcoders.timesOpened()).isZero();
    assertThat(rig.threads()).isZero();
  }

  @Test
  void noPictureIsScaledUp() throws Exception {
    RenditionViewer viewer = rig.watches(WIDE);
    rig.shows("640 wide");
    viewer.awaits("640 wide");
    rig.device.shows("1920 wide".getBytes(StandardCharsets.UTF_8), 1920, 1080);
    viewer.awaits("1920 wide 1280x720@80");
    rig.shows("narrow again");
    viewer.awaits("narrow again");

    assertThat(rig.transcoders.made()).containsExactly("1920 wide 1280x720@80");
    assertThat(viewer.sequences()).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void qualityAloneKeepsTheSize() throws Exception {
    RenditionViewer viewer = rig.watches(key(0, 0, 30));
    rig.shows("a picture");

    viewer.awaits("a picture 640x360@30");
  }

  @Test
  void whileOneIsMadeTheNewestWaits() throws Exception {
    rig.transcoders.waits();
    RenditionViewer viewer = rig.watches(SMALL);
    rig.shows("1");
    until(() -> rig.transcoders.timesOpened() == 1);
    for (int n = 2; n <= 9; n++) {
      rig.shows(String.valueOf(n));
    }
    rig.transcoders.permit(9);

    viewer.awaits("9 320x180@80");
    rig.shows("10");
    viewer.awaits("10 320x180@80");
    assertThat(viewer.seen().size()).isLessThanOrEqualTo(4);
  }

  @Test
  void theCamerasPlaceholdersComeAtOnceWhateverTheRate() throws Exception {
    RenditionViewer slow = rig.watches(SLOW);
    RenditionViewer small = rig.watches(SMALL);
    rig.shows("well");
    slow.awaits("well");
    rig.device.fails("the cable is out");

    slow.awaits("placeholder");
    small.awaits("placeholder");
  }

  @Test
  void aPlaceholderThatCannotBeMadeSmallerIsShownAsItIs() throws Exception {
    rig.transcoders.fails("out of order");
    RenditionViewer small = rig.watches(SMALL);
    rig.device.fails("the cable is out");

    small.awaits("placeholder");
  }

  @Test
  void withoutATranscoderAPlaceholderSaysWhyAndMoreAreRefused() throws Exception {
    rig.transcoders.failsToOpen("its natives are not for this machine");
    RenditionViewer first = rig.watches(SMALL);
    rig.shows("a picture");
    first.awaits("placeholder");

    assertThatExceptionOfType(RenditionRefusedException.class)
        .isThrownBy(() -> rig.watches(SMALL))
        .withMessageContaining("its natives are not for this machine")
        .satisfies(e -> assertThat(e.fault().kind()).isEqualTo(RenditionFault.Kind.UNSUPPORTED));

    first.leaves();
    rig.passes(Duration.ofSeconds(2));
    rig.transcoders.worksAgain();
    rig.watches(SMALL).awaits("a picture 320x180@80");
  }

  @Test
  void whatKeptATranscoderFromOpeningMayPassWhileSomebodyWatches() throws Exception {
    rig.transcoders.failsToOpen("the disk is full");
    RenditionViewer viewer = rig.watches(SMALL);
    rig.shows("a picture");
    viewer.awaits("placeholder");
    rig.transcoders.worksAgain();

    rig.passes(Duration.ofSeconds(9));
    rig.shows("too early");
    viewer.awaits("placeholder");
    assertThat(rig.transcoders.timesOpened()).isZero();

    rig.passes(Duration.ofSeconds(2));
    rig.shows("later");
    viewer.awaits("later 320x180@80");
    rig.watches(SMALL).awaits("later 320x180@80");
  }

  @Test
  void numbersAndTimesAreTheCameras() throws Exception {
    RenditionViewer original = rig.watches(RenditionKey.ORIGINAL);
    RenditionViewer small = rig.watches(SMALL);
    for (String picture : List.of("1", "2", "3")) {
      rig.shows(picture);
      small.awaits(picture + " 320x180@80");
    }

    assertThat(small.sequences()).isEqualTo(original.sequences());
  }
}
