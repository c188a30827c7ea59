package io.zoetrope.core.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.zoetrope.core.camera.CameraState.Live;
import io.zoetrope.core.camera.CameraState.Retrying;
import io.zoetrope.core.camera.CameraState.Starting;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A camera that fails is opened again, ever more patiently and for as long as somebody watches. */
class CameraRetryTest {
  private static final Duration A_NANOSECOND = Duration.ofNanos(1);

  private final CameraRig rig = new CameraRig();

  @AfterEach
  void close() {
    rig.close();
  }

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
  void theTroubleBeganWithTheFirstFailureOfAll() {
    rig.device.failsToOpen("there is no such device");
    rig.joins();
    Instant began = rig.clock.now();
    for (int i = 0; i < 4; i++) {
      assertThat(rig.failure().since()).isEqualTo(began);
      rig.passesUntilNextAttempt();
    }
  }

  @Test
  void afterARecoveryTheNextTroubleBeginsAnew() {
    rig.joins();
    rig.shows("one");
    Instant first = rig.fails("unplugged").since();
    rig.passesUntilNextAttempt();
    rig.shows("two");
    rig.passSeconds(2);

    assertThat(rig.fails("unplugged").since()).isEqualTo(first.plusSeconds(3));
  }

  @Test
  void theDelayGrowsOnWhileNoRecoveryLasts() {
    rig.joins();
    rig.shows("one");
    for (int attempts = 1; attempts <= 4; attempts++) {
      assertThat(rig.fails("flickers").attempts()).isEqualTo(attempts);
      rig.passesUntilNextAttempt();
      rig.shows("up for " + attempts);
      rig.showsForSeconds(9);
    }
  }

  @Test
  void tenSecondsOfPicturesProveARecovery() {
    rig.joins();
    rig.shows("one");
    rig.fails("unplugged");
    rig.passesUntilNextAttempt();
    rig.fails("not yet");
    rig.passesUntilNextAttempt();
    rig.shows("two");
    rig.showsForSeconds(10);

    assertThat(rig.fails("unplugged").attempts()).isEqualTo(1);
  }

  @Test
  void onePictureAndThenSilenceProvesNothing() {
    rig.joins();
    rig.shows("one");
    rig.fails("unplugged");
    rig.passesUntilNextAttempt();
    rig.shows("the only one");
    rig.passSeconds(10);

    assertThat(rig.failure().attempts()).isEqualTo(2);
  }

  @Test
  void tenSecondsWithoutAPictureAreAFailure() {
    rig.joins();
    rig.shows("one");
    rig.passSeconds(3);
    rig.shows("two");
    rig.passes(Duration.ofSeconds(10).minus(A_NANOSECOND));
    assertThat(rig.camera.state()).isInstanceOf(Live.class);

    rig.passes(A_NANOSECOND);
    assertThat(rig.retrying().reason()).isEqualTo("the camera has sent no picture for 10 seconds");
    rig.awaitDeviceFree();
  }

  @Test
  void soAreTenSecondsWithoutTheFirstPicture() {
    rig.joins();
    CameraRig.until(rig.device::isOpen);
    rig.passes(Duration.ofSeconds(10).minus(A_NANOSECOND));
    assertThat(rig.camera.state()).isInstanceOf(Starting.class);

    rig.passes(A_NANOSECOND);
    assertThat(rig.retrying().reason()).isEqualTo("the camera has sent no picture for 10 seconds");
  }

  @Test
  void aSilentRetryIsAFailureLikeAnyOther() {
    rig.joins();
    rig.fails("unplugged");
    rig.passesUntilNextAttempt();
    rig.passSeconds(10);

    assertThat(rig.failure().attempts()).isEqualTo(2);
  }

  @Test
  void aFailureThatNobodyWatchesClosesTheCamera() {
    Watcher viewer = rig.joins();
    rig.shows("one");
    viewer.leaves();
    rig.device.fails("unplugged");
    rig.awaitDeviceFree();

    assertThat(rig.isIdle()).isTrue();
    assertThat(rig.camera.retainLatest()).isEmpty();
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
  void whoComesBackWhileItIsRetryingDoesNotHurryIt() {
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
  void aCameraThatWasIdleIsTriedAtOnceAgain() {
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

  @Test
  void aSourceSaidToBeThereAgainIsTriedAtOnce() {
    rig.device.failsToOpen("nobody publishes");
    Watcher viewer = rig.joins();
    rig.failure();
    rig.device.opensAgain();
    rig.camera.retryNow();
    rig.shows("one");

    assertThat(rig.camera.state()).isInstanceOf(Live.class);
    assertThat(viewer.seen).containsExactly("placeholder", "one");
    rig.passSeconds(5);
    assertThat(rig.openings()).as("the attempt that was due is not made as well").isEqualTo(2);
  }

  @Test
  void anOpeningThatBeganTooEarlyIsFollowedAtOnceByAnother() {
    rig.joins();
    CameraRig.until(rig.device::isOpen);
    rig.camera.retryNow();
    rig.fails("not yet");
    rig.passes(Duration.ZERO);
    assertThat(rig.openings()).isEqualTo(2);

    rig.fails("still not");
    rig.passes(Duration.ZERO);
    assertThat(rig.openings()).as("it was hurried once only").isEqualTo(2);
  }

  @Test
  void anOpeningThatDeliversAfterAllWasNotTooEarly() {
    rig.joins();
    CameraRig.until(rig.device::isOpen);
    rig.camera.retryNow();
    rig.shows("one");
    rig.showsForSeconds(60);

    Duration delay = Duration.between(rig.clock.now(), rig.fails("unplugged").nextAttempt());

    assertThat(delay).isGreaterThan(Duration.ofMillis(900));
  }

  @Test
  void hurryingDoesNothingToACameraThatIsLiveOrIdle() {
    rig.camera.retryNow();
    assertThat(rig.isIdle()).isTrue();
    rig.joins();
    rig.shows("one");
    rig.camera.retryNow();
    assertThat(rig.openings()).isEqualTo(1);
    Duration delay = Duration.between(rig.clock.now(), rig.fails("unplugged").nextAttempt());
    assertThat(delay).isGreaterThan(Duration.ofMillis(900));
    rig.camera.close();
    rig.camera.retryNow();
    assertThat(rig.openings()).isEqualTo(1);
  }
}
