package io.zoetrope.core.rendition;

import static io.zoetrope.core.rendition.RenditionKey.ORIGINAL;
import static io.zoetrope.core.rendition.RenditionRig.MEDIUM;
import static io.zoetrope.core.rendition.RenditionRig.SMALL;
import static io.zoetrope.core.rendition.RenditionRig.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.core.rendition.RenditionFault.Kind;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What viewers see of a camera whose video cannot be decoded. */
class DecoderFaultsTest {
  private final RenditionRig rig = new RenditionRig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void whatCannotBeDecodedIsReportedOnAPlaceholderAndTriedAgain() throws Exception {
    rig.decoders.failsToOpen("it has no decoder for this");
    RenditionViewer viewer = rig.watches(ORIGINAL);
    rig.showsKey("one");
    viewer.awaits("placeholder");
    assertThat(rig.renditions.fault(rig.camera, ORIGINAL))
        .hasValueSatisfying(fault -> {
          assertThat(fault.kind()).isEqualTo(Kind.UNSUPPORTED);
          assertThat(fault.message())
              .isEqualTo(
                  "This camera sends H.264, and this server cannot make JPEGs of that: it has no decoder for this.");
        });

    rig.decoders.opensAgain();
    rig.passes(Duration.ofSeconds(1));
    rig.showsKey("two");
    viewer.awaits("jpeg of two 640x360");
    assertThat(rig.renditions.fault(rig.camera, ORIGINAL)).isEmpty();
  }

  @Test
  void aDecoderThatDiesIsOpenedAgainAtAKeyFrameAfterAGrowingDelay() throws Exception {
    RenditionViewer viewer = rig.watches(ORIGINAL);
    rig.showsKey("one");
    viewer.awaits("jpeg of one 640x360");
    rig.decoders.fail("it has crashed");
    until(() -> {
      rig.showsKey("at once");
      return rig.renditions.fault(rig.camera, ORIGINAL).isPresent();
    });
    assertThat(rig.renditions.fault(rig.camera, ORIGINAL).orElseThrow().message())
        .isEqualTo("No JPEGs can be made of this camera's H.264: it has crashed.");
    rig.passes(Duration.ofMillis(999));
    rig.showsKey("too early");
    rig.passes(Duration.ofMillis(1));
    rig.showsDelta("no beginning");
    viewer.awaits("placeholder");
    rig.showsKey("again");
    viewer.awaits("jpeg of again 640x360");

    assertThat(rig.decoders.timesOpened()).isEqualTo(2);
    assertThat(rig.decoders.fed()).doesNotContain("too early", "no beginning");
  }

  @Test
  void decodersCountAmongTheRenditionsThatMayBeOpen() throws Exception {
    rig.watches(SMALL);
    rig.watches(MEDIUM);
    RenditionViewer viewer = rig.watches(ORIGINAL);
    rig.showsKey("one");

    viewer.awaits("placeholder");
    assertThat(rig.renditions.fault(rig.camera, ORIGINAL))
        .hasValueSatisfying(fault -> {
          assertThat(fault.kind()).isEqualTo(Kind.TOO_MANY);
          assertThat(fault.message()).contains("all 2 renditions", "server.renditions");
        });
    assertThat(rig.decoders.timesOpened()).isEqualTo(2);
  }

  @Test
  void oneThatWasRefusedIsOpenedWhenThereIsRoom() throws Exception {
    RenditionViewer small = rig.watches(SMALL);
    rig.watches(MEDIUM);
    RenditionViewer viewer = rig.watches(ORIGINAL);
    rig.showsKey("one");
    viewer.awaits("placeholder");

    small.leaves();
    rig.showsKey("two");
    viewer.awaits("jpeg of two 640x360");
  }

  @Test
  void withoutDecodersViewersAreToldSo() throws Exception {
    try (RenditionRig poor = new RenditionRig(false, false)) {
      RenditionViewer viewer = poor.watches(ORIGINAL);
      poor.showsKey("one");
      viewer.awaits("placeholder");
      assertThat(poor.renditions.fault(poor.camera, ORIGINAL).orElseThrow().message())
          .contains("nothing that decodes video is installed");
    }
  }

  @Test
  void thePlaceholderOfAFailedCameraPassesThrough() throws Exception {
    RenditionViewer viewer = rig.watches(ORIGINAL);
    rig.showsKey("one");
    viewer.awaits("jpeg of one 640x360");
    rig.device.fails("its plug was pulled");

    viewer.awaits("placeholder");
    assertThat(rig.renditions.fault(rig.camera, ORIGINAL)).isEmpty();
  }

  @Test
  void aViewerWhoLeavesWhileItMovesHasLeft() throws Exception {
    for (int n = 0; n < 50; n++) {
      RenditionViewer viewer = rig.watches(ORIGINAL);
      Thread leaving = Thread.ofPlatform().start(viewer::leaves);
      rig.device.showsVideo("key " + n, true, 640);
      leaving.join();
    }
    rig.passes(Duration.ofSeconds(2));
    until(() -> rig.camerasViewers() == 0);
  }
}
