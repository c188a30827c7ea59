package io.zoetrope.core.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.zoetrope.core.camera.CameraState.Idle;
import io.zoetrope.core.camera.CameraState.Live;
import io.zoetrope.core.media.Jpeg;
import io.zoetrope.core.stream.Subscription;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a camera says of itself. */
class CameraStatusTest {
  private final CameraRig rig = new CameraRig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void aCameraThatWasNeverOpenHasNothingToReport() {
    CameraStatus status = rig.camera.status();

    assertThat(status.id()).isEqualTo("door");
    assertThat(status.state()).isInstanceOf(Idle.class);
    assertThat(status.format()).isEmpty();
    assertThat(status.framesPerSecond()).isZero();
    assertThat(status.viewers()).isZero();
    assertThat(status.framesShown()).isZero();
    assertThat(status.framesDropped()).isZero();
    assertThat(status.lastFault()).isEmpty();
  }

  @Test
  void aLiveCameraCountsWhatItsViewersSeeAndMiss() {
    rig.joins();
    Subscription slow = rig.join((frame, _) -> {});
    showTenPerSecond(11);
    CameraStatus status = rig.camera.status();

    assertThat(status.state()).isInstanceOf(Live.class);
    assertThat(status.format()).contains(new Jpeg(640, 360));
    assertThat(status.framesPerSecond()).isCloseTo(10, within(0.01));
    assertThat(status.viewers()).isEqualTo(2);
    assertThat(status.framesShown()).as("11 to the quick, 1 to the slow").isEqualTo(12);
    assertThat(status.framesDropped()).as("one waits for the slow").isEqualTo(9);
    slow.close();
  }

  @Test
  void aCameraThatIsNotOpenHasNoRateButKnowsItsFormat() {
    Watcher viewer = rig.joins();
    showTenPerSecond(11);
    viewer.leaves();
    rig.passSeconds(10);
    CameraStatus status = rig.camera.status();

    assertThat(status.state()).isInstanceOf(Idle.class);
    assertThat(status.framesPerSecond()).isZero();
    assertThat(status.format()).contains(new Jpeg(640, 360));
    assertThat(status.framesShown()).isEqualTo(11);
  }

  @Test
  void aCameraThatFailsHasNoRateAndItsFaultIsRememberedWhenItIsWellAgain() {
    rig.joins();
    showTenPerSecond(11);
    rig.fails("unplugged");
    var since = rig.clock.now();
    assertThat(rig.camera.status().framesPerSecond()).isZero();

    rig.passesUntilNextAttempt();
    rig.shows("again");

    assertThat(rig.camera.status().lastFault())
        .contains(new CameraStatus.Fault("unplugged", since));
    assertThat(rig.camera.status().state()).isInstanceOf(Live.class);
  }

  @Test
  void aPauseDoesNotLowerTheRateOfWhatComesAfterIt() {
    Watcher viewer = rig.joins();
    showTenPerSecond(11);
    viewer.leaves();
    rig.passSeconds(60);

    rig.joins();
    showTenPerSecond(11);

    assertThat(rig.camera.status().framesPerSecond()).isCloseTo(10, within(0.01));
  }

  @Test
  void aFailureDoesNotLowerTheRateOfWhatComesAfterIt() {
    rig.joins();
    showTenPerSecond(11);
    rig.fails("unplugged");
    rig.passesUntilNextAttempt();
    showTenPerSecond(11);

    assertThat(rig.camera.status().framesPerSecond()).isCloseTo(10, within(0.01));
  }

  private void showTenPerSecond(int pictures) {
    for (int i = 0; i < pictures; i++) {
      if (i > 0) {
        rig.passes(Duration.ofMillis(100));
      }
      rig.shows("picture " + i);
    }
  }
}
