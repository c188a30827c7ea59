package io.zoetrope.core.camera;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A driver may hang. Nobody waits for it but the next opening, and what it says later is unheard.
 */
@Timeout(120)
class StoppedSessionTest {

  @Test
  void aPictureOfAStoppedSessionIsNeverShown() {
    StubbornDevice device = StubbornDevice.inReading();
    try (CameraRig rig = device.rig()) {
      closeWhileReading(rig, device);
      Watcher next = rig.joins();

      device.mayRead.release();
      CameraRig.until(() -> device.timesOpened.get() == 2);
      assertThat(next.seen).isEmpty();
      device.mayRead.release();
      next.awaitSeeing("opening 2");

      assertThat(next.seen).containsExactly("opening 2");
      device.obeys();
    }
  }

  @Test
  void aFirstPictureThatComesTooLateDoesNotMakeTheCameraLive() {
    StubbornDevice device = StubbornDevice.inReading();
    try (CameraRig rig = device.rig()) {
      Watcher viewer = rig.joins();
      CameraRig.until(device.mayRead::hasQueuedThreads);
      viewer.leaves();
      rig.passSeconds(10);

      device.mayRead.release();
      rig.awaitLastSessionEnded();

      assertThat(rig.transitions)
          .containsExactly("idle to starting", "starting to lingering", "lingering to idle");
      assertThat(rig.camera.stream().retainLatest()).isNull();
    }
  }

  @Test
  void aLatePictureDoesNotTakeThePlaceholdersPlace() {
    StubbornDevice device = StubbornDevice.inReading();
    try (CameraRig rig = device.rig()) {
      Watcher viewer = rig.joins();
      device.mayRead.release();
      viewer.awaitSeeing("opening 1");
      rig.passSeconds(10);
      assertThat(rig.retrying().reason()).contains("no picture for 10 seconds");

      device.mayRead.release();
      rig.failure();

      assertThat(viewer.seen).containsExactly("opening 1", "placeholder");
      assertThat(rig.latest()).contains("placeholder");
    }
  }

  @Test
  void anIdleCameraRemembersNothingEvenWhileItsDriverHangs() {
    StubbornDevice device = StubbornDevice.inReading();
    try (CameraRig rig = device.rig()) {
      closeWhileReading(rig, device);

      assertThat(rig.camera.stream().retainLatest()).isNull();
      assertThat(rig.joins().seen).isEmpty();
      device.obeys();
    }
  }

  @Test
  void theNextOpeningWaitsForADriverThatHangsAndSaysSoInTheEnd() {
    StubbornDevice device = StubbornDevice.inReading();
    try (CameraRig rig = device.rig()) {
      closeWhileReading(rig, device);
      Watcher next = rig.joins();

      rig.passSeconds(5);
      assertThat(rig.retrying().reason())
          .isEqualTo("the camera's driver has not let go of the device");
      assertThat(next.seen).containsExactly("placeholder");
      assertThat(device.timesOpened).hasValue(1);

      device.mayRead.release();
      CameraRig.until(() -> device.timesClosed.get() == 1);
      rig.passesUntilNextAttempt();
      device.mayRead.release();
      next.awaitSeeing("opening 2");
      device.obeys();
    }
  }

  @Test
  void aSessionThatWaitedInVainDoesNotMakeTheNextBelieveThatTheDeviceIsFree() {
    StubbornDevice device = StubbornDevice.inReading();
    try (CameraRig rig = device.rig()) {
      closeWhileReading(rig, device);
      Watcher second = rig.joins();
      second.leaves();
      rig.passSeconds(10);

      Watcher third = rig.joins();
      assertThat(device.timesOpened).hasValue(1);

      device.mayRead.release(2);
      third.awaitSeeing("opening 2");
      device.obeys();
    }
  }

  @Test
  void aDriverThatHangsInOpeningCostsOneThreadHoweverOftenItIsTried() {
    StubbornDevice device = StubbornDevice.inOpening();
    try (CameraRig rig = device.rig()) {
      Watcher viewer = rig.joins();
      CameraRig.until(() -> device.timesOpened.get() == 1);
      rig.passSeconds(10);
      assertThat(rig.retrying().reason()).contains("no picture for 10 seconds");

      for (int attempt = 2; attempt <= 20; attempt++) {
        rig.passesUntilNextAttempt();
        rig.passSeconds(5);
        assertThat(rig.retrying().attempts()).isEqualTo(attempt);
      }
      assertThat(rig.retrying().reason())
          .isEqualTo("the camera's driver has not let go of the device");
      assertThat(device.timesOpened).hasValue(1);
      assertThat(rig.openings()).isEqualTo(1);

      device.obeys();
      rig.passesUntilNextAttempt();
      viewer.awaitSeeing("opening 2");
      device.obeys();
    }
  }

  @Test
  void closingMayTakeItsTimeWithoutAnybodyWaiting() {
    StubbornDevice device = StubbornDevice.inClosing();
    try (CameraRig rig = device.rig()) {
      closeWhileReading(rig, device);
      assertThat(rig.isIdle()).isTrue();
      assertThat(device.timesClosed).hasValue(0);

      device.obeys();
      CameraRig.until(() -> device.timesClosed.get() == 1);
    }
  }

  @Test
  void theDeviceIsNotOpenedAgainBeforeItIsClosed() {
    StubbornDevice device = StubbornDevice.inClosing();
    try (CameraRig rig = device.rig()) {
      closeWhileReading(rig, device);
      device.mayRead.release(2);
      CameraRig.until(() -> device.timesRead.get() == 2);
      rig.joins();
      assertThat(device.timesOpened).hasValue(1);

      device.mayClose.release();
      CameraRig.until(() -> device.timesOpened.get() == 2);
      assertThat(device.timesClosed).hasValue(1);
      device.obeys();
    }
  }

  @Test
  void aSourceThatOpensTooLateIsClosedUnread() {
    StubbornDevice device = StubbornDevice.inOpening();
    try (CameraRig rig = device.rig()) {
      Watcher viewer = rig.joins();
      CameraRig.until(() -> device.timesOpened.get() == 1);
      viewer.leaves();
      rig.passSeconds(10);
      assertThat(rig.isIdle()).isTrue();

      device.mayOpen.release();
      rig.awaitLastSessionEnded();

      assertThat(device.timesClosed).hasValue(1);
      assertThat(device.timesRead).hasValue(0);
    }
  }

  @Test
  void closingTheCameraGivesUpOnADriverThatHangs() {
    StubbornDevice device = StubbornDevice.inReading();
    try (CameraRig rig = device.rig()) {
      rig.joins();
      CameraRig.until(() -> device.timesOpened.get() == 1);

      rig.camera.close();

      assertThat(rig.isIdle()).isTrue();
      device.obeys();
      rig.awaitLastSessionEnded();
      assertThat(rig.camera.stream().retainLatest()).isNull();
    }
  }

  /** One picture is seen, all leave, and after the linger the driver is still in its next read. */
  private static void closeWhileReading(CameraRig rig, StubbornDevice device) {
    Watcher first = rig.joins();
    device.mayRead.release();
    first.awaitSeeing("opening 1");
    CameraRig.until(device.mayRead::hasQueuedThreads);
    first.leaves();
    rig.passSeconds(10);
    assertThat(rig.isIdle()).isTrue();
  }
}
