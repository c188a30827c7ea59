package io.zoetrope.core.camera;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.core.camera.CameraState.Live;
import io.zoetrope.core.camera.CameraState.Retrying;
import io.zoetrope.core.source.LoginRefusedException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A camera that refuses the login is not asked so often that it locks the account. */
class RefusedLoginTest {
  private static final String REFUSED = "the camera refuses the login (401)";

  private final CameraRig rig = new CameraRig();

  @BeforeEach
  void refuse() {
    rig.device.failsToOpen(() -> new LoginRefusedException(REFUSED));
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void snapshotsEveryTenSecondsForTenMinutesCostAtMostSixLogins() {
    for (int snapshot = 0; snapshot < 60; snapshot++) {
      Watcher client = rig.joins();
      client.awaitSeeing("placeholder", rig);
      client.leaves();
      for (int second = 0; second < 10; second++) {
        rig.passSeconds(1);
        rig.awaitLastSessionEnded();
      }
    }

    assertThat(rig.openings()).isBetween(4, 6);
  }

  @Test
  void afterThreeRefusalsTheNextAttemptIsMinutesAwayAndThenEvenLater() {
    rig.joins();
    for (long seconds : new long[] {1, 2, 300, 600, 1200, 2400, 3600, 3600}) {
      Retrying told = rig.failure();
      assertThat(Duration.between(rig.clock.now(), told.nextAttempt()))
          .isBetween(Duration.ofSeconds(seconds).minusMillis(1), Duration.ofSeconds(seconds));
      rig.passesUntilNextAttempt();
    }
  }

  @Test
  void aViewerWhoComesDuringTheWaitLearnsWhySinceWhenAndUntilWhen() {
    Instant began = rig.clock.now();
    Retrying told = refusedThreeTimes();

    Watcher late = rig.joins();

    assertThat(rig.camera.state()).isEqualTo(told);
    assertThat(told.reason()).isEqualTo(REFUSED);
    assertThat(told.since()).isEqualTo(began);
    assertThat(rig.openings()).isEqualTo(3);
    late.awaitSeeing("placeholder", rig);
  }

  @Test
  void aViewerWhoWaitsSeesTheNextAttemptWhenItIsDue() {
    refusedThreeTimes();
    rig.joins();

    rig.passesUntilNextAttempt();

    assertThat(rig.failure().attempts()).isEqualTo(4);
    assertThat(rig.openings()).isEqualTo(4);
  }

  @Test
  void aPictureResetsTheCount() {
    refusedThreeTimes();
    rig.joins();
    rig.device.opensAgain();
    rig.passesUntilNextAttempt();
    rig.shows("one");
    assertThat(rig.camera.state()).isInstanceOf(Live.class);
    rig.device.fails(new LoginRefusedException(REFUSED));
    Retrying told = rig.failure();

    assertThat(Duration.between(rig.clock.now(), told.nextAttempt()))
        .isLessThanOrEqualTo(Duration.ofSeconds(8));
  }

  @Test
  void anotherFailureInBetweenDoesNotResetIt() {
    refusedThreeTimes();
    rig.joins();
    rig.device.failsToOpen(() -> new IOException("nothing listens there"));
    rig.passesUntilNextAttempt();
    rig.failure();
    rig.device.failsToOpen(() -> new LoginRefusedException(REFUSED));
    rig.passesUntilNextAttempt();

    assertThat(Duration.between(rig.clock.now(), rig.failure().nextAttempt()))
        .isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void aViewerWhoComesAfterTheWaitOpensTheCameraAtOnce() {
    Retrying told = refusedThreeTimes();
    rig.passes(Duration.between(rig.clock.now(), told.nextAttempt()));

    rig.joins();

    assertThat(rig.openings()).isEqualTo(4);
  }

  /** Leaves the camera idle. */
  private Retrying refusedThreeTimes() {
    Watcher first = rig.joins();
    rig.failure();
    rig.passesUntilNextAttempt();
    rig.failure();
    rig.passesUntilNextAttempt();
    Retrying told = rig.failure();
    first.leaves();
    rig.passSeconds(10);
    assertThat(rig.isIdle()).isTrue();
    return told;
  }
}
