package io.zoetrope.core.camera;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.core.camera.CameraState.Live;
import io.zoetrope.core.camera.CameraState.Starting;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What counts as a failure and what as a recovery. */
class CameraRecoveryTest extends CameraRetryFixture {
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
  void afterARecoveryTheNextTroubleStartsOver() {
    rig.joins();
    rig.shows("one");
    Instant first = rig.fails("unplugged").since();
    rig.passesUntilNextAttempt();
    rig.shows("two");
    rig.passSeconds(2);

    assertThat(rig.fails("unplugged").since()).isEqualTo(first.plusSeconds(3));
  }

  @Test
  void theDelayKeepsGrowingWhileNoRecoveryLasts() {
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
  void tenSecondsWithoutTheFirstPictureAreAFailure() {
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
}
