package io.zoetrope.core.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.zoetrope.core.camera.CameraState.Live;
import io.zoetrope.core.camera.CameraState.Retrying;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

/** A camera that fails is opened again, ever more patiently and for as long as somebody watches. */
class CameraRetryTest extends CameraRetryFixture {
  @Test
  void itIsTriedAgainAfterOneTwoFourAndAtMostThirtySecondsEvenIfItNeverOpened() {
    rig.device.failsToOpen("there is no such device");
    rig.joins();
    int attempts = 1;
    for (int seconds : new int[] {1, 2, 4, 8, 16, 30, 30, 30}) {
      Retrying retrying = rig.failure();
      assertThat(retrying.attempts()).isEqualTo(attempts);
      assertThat(retrying.reason()).isEqualTo("there is no such device");
      assertThat(retrying.nextAttempt())
          .isCloseTo(rig.clock.now().plusSeconds(seconds), within(1, ChronoUnit.MILLIS));

      rig.passes(Duration.between(rig.clock.now(), retrying.nextAttempt()).minus(A_NANOSECOND));
      assertThat(rig.openings()).isEqualTo(attempts);
      rig.passes(A_NANOSECOND);
      assertThat(rig.openings()).isEqualTo(++attempts);
    }
  }

  @Test
  void theDelayIsVariedSoThatCamerasDoNotAllComeBackAtOnce() {
    try (CameraRig early = new CameraRig(() -> 0)) {
      early.device.failsToOpen("there is no such device");
      early.joins();

      assertThat(early.failure().nextAttempt()).isEqualTo(early.clock.now().plusMillis(900));
    }
  }

  @Test
  void whatWasLiveIsTriedAgainAfterOneSecond() {
    Watcher viewer = rig.joins();
    rig.shows("one");
    Retrying retrying = rig.fails("unplugged");
    assertThat(retrying.attempts()).isEqualTo(1);
    assertThat(rig.device.isOpen()).isFalse();

    rig.passesUntilNextAttempt();
    rig.shows("two");

    assertThat(rig.camera.state()).isInstanceOf(Live.class);
    assertThat(viewer.seen).containsExactly("one", "placeholder", "two");
  }

  @Test
  void aFailureThatNobodyWatchesClosesTheCamera() {
    Watcher viewer = rig.joins();
    rig.shows("one");
    viewer.leaves();
    rig.device.fails("unplugged");
    rig.awaitDeviceFree();

    assertThat(rig.isIdle()).isTrue();
    assertThat(rig.camera.stream().retainLatest()).isNull();
    rig.passSeconds(60);
    assertThat(rig.openings()).isEqualTo(1);
  }

  @Test
  void withoutViewersItIsNotTriedForEver() {
    rig.device.failsToOpen("there is no such device");
    Watcher viewer = rig.joins();
    rig.failure();
    viewer.leaves();
    rig.passSeconds(10);
    assertThat(rig.isIdle()).isTrue();

    int openings = rig.openings();
    rig.passSeconds(300);
    assertThat(rig.openings()).isEqualTo(openings);
    assertThat(rig.clock.pending()).isZero();
  }

  @Test
  void aViewerWhoComesBackDuringRetriesDoesNotHurryThem() {
    rig.device.failsToOpen("there is no such device");
    Watcher viewer = rig.joins();
    rig.failure();
    viewer.leaves();
    rig.joins();

    assertThat(rig.openings()).isEqualTo(1);
    rig.passesUntilNextAttempt();
    assertThat(rig.openings()).isEqualTo(2);
    rig.failure();
    rig.passSeconds(300);
    assertThat(rig.camera.state()).as("the linger is off").isInstanceOf(Retrying.class);
  }

  @Test
  void aCameraThatWasIdleIsTriedAtOnce() {
    rig.device.failsToOpen("there is no such device");
    Watcher viewer = rig.joins();
    rig.failure();
    viewer.leaves();
    rig.passSeconds(10);
    rig.device.opensAgain();
    rig.joins();
    rig.shows("one");

    assertThat(rig.fails("unplugged").attempts()).isEqualTo(1);
  }

  @Test
  void aClosedCameraIsNotTriedAgain() {
    rig.device.failsToOpen("there is no such device");
    rig.joins();
    rig.failure();
    rig.camera.close();
    rig.passSeconds(300);

    assertThat(rig.openings()).isEqualTo(1);
    assertThat(rig.isIdle()).isTrue();
  }
}
