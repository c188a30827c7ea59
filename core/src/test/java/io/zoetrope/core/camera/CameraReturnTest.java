package io.zoetrope.core.camera;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.core.camera.CameraState.Live;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.core.source.ReturnWatch;
import io.zoetrope.core.source.SourceOpener;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What happens when a source that failed says by itself that it is back. */
class CameraReturnTest {
  private final CameraRig rig = new CameraRig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void aSourceThatIsBackIsOpenedAtOnceHoweverLongItWasGone() {
    failsFor(Duration.ofMinutes(5));
    int openings = rig.openings();
    rig.device.opensAgain();

    rig.device.saysThatItIsBack();
    rig.shows("one");

    assertThat(rig.camera.state()).isInstanceOf(Live.class);
    assertThat(rig.openings()).isEqualTo(openings + 1);
  }

  @Test
  void oneThatIsBackButNotReadyIsTriedAgainSoon() {
    failsFor(Duration.ofMinutes(5));

    rig.device.saysThatItIsBack();
    Duration delay = Duration.between(rig.clock.now(), rig.failure().nextAttempt());

    assertThat(delay).isLessThanOrEqualTo(Duration.ofMillis(1100));
  }

  @Test
  void nobodyWatchesForTheReturnOfACameraThatIsIdleOrLive() {
    assertThat(rig.device.watchers()).isZero();
    rig.joins();
    rig.shows("one");
    assertThat(rig.device.watchers()).isZero();

    rig.fails("unplugged");
    CameraRig.until(() -> rig.device.watchers() == 1);
    rig.passesUntilNextAttempt();
    rig.shows("two");
    CameraRig.until(() -> rig.device.watchers() == 0);
  }

  @Test
  void oneWatchLastsThroughAllAttempts() {
    failsFor(Duration.ofMinutes(5));

    assertThat(rig.device.watchers()).isEqualTo(1);
  }

  @Test
  void theWatchEndsWhenTheLastViewerHasLeft() {
    rig.device.failsToOpen("there is no such device");
    Watcher viewer = rig.joins();
    rig.failure();
    CameraRig.until(() -> rig.device.watchers() == 1);

    viewer.leaves();
    rig.passSeconds(10);

    CameraRig.until(() -> rig.device.watchers() == 0);
  }

  @Test
  void theWatchEndsWithTheCamera() {
    failsFor(Duration.ofSeconds(10));

    rig.camera.close();

    CameraRig.until(() -> rig.device.watchers() == 0);
  }

  @Test
  void aSourceThatFailsToWatchIsRetriedAsUsual() {
    SourceOpener broken =
        new SourceOpener() {
          @Override
          public FrameSource open() throws IOException {
            throw new IOException("there is no such device");
          }

          @Override
          public ReturnWatch watchForReturn(Runnable returned) {
            throw new LinkageError("a driver's bug");
          }
        };
    try (CameraRig other = new CameraRig(broken)) {
      other.joins();
      other.failure();
      other.passesUntilNextAttempt();

      assertThat(other.failure().attempts()).isEqualTo(2);
    }
  }

  private void failsFor(Duration time) {
    rig.device.failsToOpen("there is no such device");
    rig.joins();
    rig.failure();
    CameraRig.until(() -> rig.device.watchers() == 1);
    Instant end = rig.clock.now().plus(time);
    while (rig.clock.now().isBefore(end)) {
      rig.passesUntilNextAttempt();
      rig.failure();
    }
  }
}
