package io.zoetrope.core.camera;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.core.camera.CameraState.Live;
import io.zoetrope.core.source.SourceEndedException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A source that ends as it should is opened again without a failure. */
class EndedSourceTest {
  private final CameraRig rig = new CameraRig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void onePicturePerOpeningIsACameraThatStaysLive() {
    Watcher viewer = rig.joins();
    for (int i = 1; i <= 20; i++) {
      rig.shows("picture " + i);
      rig.passSeconds(1);
      ends();
      rig.passes(Duration.ZERO);
      assertThat(rig.openings()).isEqualTo(i + 1);
    }

    assertThat(viewer.seen).hasSize(20).doesNotContain("placeholder");
    assertThat(rig.transitions).containsExactly("idle to starting", "starting to live");
    assertThat(rig.camera.status().lastFault()).isEmpty();
    assertThat(rig.camera.status().framesPerSecond()).isEqualTo(1);
  }

  @Test
  void itIsOpenedOnceASecondAtMost() {
    rig.joins();
    rig.shows("one");
    rig.passes(Duration.ofMillis(300));
    ends();

    rig.passes(Duration.ofMillis(699));
    assertThat(rig.openings()).isEqualTo(1);
    rig.passes(Duration.ofMillis(1));
    assertThat(rig.openings()).isEqualTo(2);
  }

  @Test
  void oneThatEndsWithoutAPictureIsAFailureThatBacksOff() {
    rig.joins();
    rig.shows("one");
    ends();
    rig.passSeconds(1);
    for (int attempts = 1; attempts <= 4; attempts++) {
      ends();
      assertThat(rig.retrying().attempts()).isEqualTo(attempts);
      rig.passesUntilNextAttempt();
    }
  }

  @Test
  void aViewerWhoComesBackBetweenTwoOpeningsSeesTheNext() {
    Watcher first = rig.joins();
    rig.shows("one");
    ends();
    first.leaves();
    Watcher second = rig.joins();
    rig.passSeconds(1);
    rig.shows("two");

    assertThat(rig.camera.state()).isInstanceOf(Live.class);
    second.awaitSeeing("two");
  }

  @Test
  void anEndThatNobodyWatchesClosesTheCamera() {
    Watcher viewer = rig.joins();
    rig.shows("one");
    viewer.leaves();
    ends();

    assertThat(rig.isIdle()).isTrue();
    rig.passSeconds(60);
    assertThat(rig.openings()).isEqualTo(1);
    assertThat(rig.clock.pending()).isZero();
  }

  @Test
  void aCameraThatIsClosedBetweenTwoOpeningsStaysClosed() {
    rig.joins();
    rig.shows("one");
    ends();
    rig.camera.close();
    rig.passSeconds(60);

    assertThat(rig.openings()).isEqualTo(1);
  }

  private void ends() {
    rig.device.fails(new SourceEndedException("the camera has ended its stream"));
    rig.awaitLastSessionEnded();
  }
}
