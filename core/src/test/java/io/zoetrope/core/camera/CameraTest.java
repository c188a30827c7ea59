package io.zoetrope.core.camera;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.core.camera.CameraState.Idle;
import io.zoetrope.core.camera.CameraState.Lingering;
import io.zoetrope.core.camera.CameraState.Live;
import io.zoetrope.core.camera.CameraState.Starting;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A camera is open while somebody watches, and a little longer. */
class CameraTest {
  private static final Duration A_MILLISECOND = Duration.ofMillis(1);

  private final CameraRig rig = new CameraRig();

  @AfterEach
  void closingFreesTheDevice() {
    rig.close();
    assertThat(rig.device.isOpen()).isFalse();
  }

  @Test
  void withoutViewersTheDeviceStaysClosed() {
    rig.passSeconds(60);

    assertThat(rig.openings()).isZero();
    assertThat(rig.camera.state()).isInstanceOf(Idle.class);
    assertThat(rig.camera.stream().retainLatest()).isNull();
  }

  @Test
  void theFirstViewerOpensTheDeviceAndIsShownItsPictures() {
    Watcher viewer = rig.joins();
    assertThat(rig.camera.state()).isInstanceOf(Starting.class);

    rig.device.shows("one");
    rig.device.shows("two");
    viewer.awaitSeeing("two");

    assertThat(viewer.seen).containsExactly("one", "two");
    assertThat(rig.camera.state()).isInstanceOf(Live.class);
    assertThat(rig.device.timesOpened()).isEqualTo(1);
  }

  @Test
  void manyViewersShareOneOpening() {
    Watcher first = rig.joins();
    rig.shows("one");
    Watcher second = rig.joins();
    Watcher third = rig.joins();
    rig.shows("two");

    assertThat(first.seen).containsExactly("one", "two");
    assertThat(second.seen).containsExactly("one", "two");
    assertThat(third.seen).isEqualTo(second.seen);
    assertThat(rig.openings()).isEqualTo(1);
  }

  @Test
  void whileOneIsLeftTheDeviceStaysOpen() {
    rig.joins();
    rig.joins().leaves();
    rig.shows("one");
    rig.showsForSeconds(30);

    assertThat(rig.camera.state()).isInstanceOf(Live.class);
  }

  @Test
  void theDeviceClosesTenSecondsAfterTheLastViewerLeft() {
    Watcher viewer = rig.joins();
    rig.shows("one");
    viewer.leaves();
    assertThat(rig.camera.state())
        .isEqualTo(new Lingering(rig.clock.now(), rig.clock.now().plusSeconds(10)));

    rig.showsForSeconds(9);
    rig.passes(Duration.ofSeconds(1).minus(A_MILLISECOND));
    assertThat(rig.camera.state()).isInstanceOf(Lingering.class);
    assertThat(rig.device.isOpen()).isTrue();

    rig.passes(A_MILLISECOND);
    assertThat(rig.camera.state()).isEqualTo(new Idle(rig.clock.now()));
    rig.awaitDeviceFree();
    assertThat(rig.camera.status().lastFault()).isEmpty();
  }

  @Test
  void aViewerWhoComesBackInTimeFindsTheDeviceOpen() {
    Watcher viewer = rig.joins();
    rig.shows("one");
    viewer.leaves();
    rig.showsForSeconds(9);

    Watcher again = rig.joins();
    assertThat(again.seen).containsExactly("at second 9 of 9");
    assertThat(rig.camera.state()).isInstanceOf(Live.class);
    rig.showsForSeconds(15);

    assertThat(rig.openings()).isEqualTo(1);
    assertThat(rig.camera.state()).isInstanceOf(Live.class);
  }

  @Test
  void eachLeavingGrantsTheWholeTimeAgain() {
    Watcher viewer = rig.joins();
    rig.shows("one");
    viewer.leaves();
    rig.showsForSeconds(9);
    rig.joins().leaves();
    rig.showsForSeconds(9);
    assertThat(rig.camera.state()).isInstanceOf(Lingering.class);

    rig.passSeconds(1);
    assertThat(rig.isIdle()).isTrue();
  }

  @Test
  void aViewerWhoLeavesBeforeTheFirstPictureMayComeBackBeforeIt() {
    rig.joins().leaves();
    assertThat(rig.camera.state()).isInstanceOf(Lingering.class);
    Watcher again = rig.joins();
    assertThat(rig.camera.state()).isInstanceOf(Starting.class);

    rig.shows("one");
    assertThat(again.seen).containsExactly("one");
    assertThat(rig.openings()).isEqualTo(1);
  }

  @Test
  void theFirstPictureMayComeWhileItLingers() {
    rig.joins().leaves();
    rig.shows("one");
    assertThat(rig.camera.state()).isInstanceOf(Lingering.class);

    assertThat(rig.joins().seen).containsExactly("one");
    assertThat(rig.camera.state()).isInstanceOf(Live.class);
  }

  @Test
  void anIdleCameraHasForgottenItsLastPicture() {
    Watcher viewer = rig.joins();
    rig.shows("old");
    viewer.leaves();
    rig.passSeconds(10);
    assertThat(rig.camera.stream().retainLatest()).isNull();

    Watcher next = rig.joins();
    rig.shows("new");
    assertThat(next.seen).containsExactly("new");
    assertThat(rig.openings()).isEqualTo(2);
  }

  @Test
  void pictureNumbersContinueAcrossOpenings() {
    Watcher viewer = rig.joins();
    rig.shows("one");
    long before = sequenceOfLatest();
    viewer.leaves();
    rig.passSeconds(10);
    rig.joins();
    rig.shows("two");

    assertThat(sequenceOfLatest()).isGreaterThan(before);
  }

  @Test
  void theObserverHearsEachTransitionInOrder() {
    Watcher viewer = rig.joins();
    rig.shows("one");
    viewer.leaves();
    Watcher again = rig.joins();
    again.leaves();
    rig.passSeconds(10);

    assertThat(rig.transitions)
        .containsExactly(
            "idle to starting",
            "starting to live",
            "live to lingering",
            "lingering to live",
            "live to lingering",
            "lingering to idle");
  }

  @Test
  void aClosedCameraHasFreedItsDeviceAndNeverOpensAgain() {
    rig.joins();
    rig.shows("one");
    rig.camera.close();
    assertThat(rig.device.isOpen()).isFalse();
    assertThat(rig.camera.stream().retainLatest()).isNull();

    Watcher late = rig.joins();
    rig.passSeconds(60);
    assertThat(late.seen).isEmpty();
    assertThat(rig.openings()).isEqualTo(1);
    assertThat(rig.isIdle()).isTrue();
  }

  @Test
  void aCameraMayBeClosedWithoutEverHavingBeenOpen() {
    rig.camera.close();
    rig.camera.close();

    assertThat(rig.transitions).isEmpty();
  }

  @Test
  void aSeriesThatPausesIsShownOnceMoreToViewersThatWantThat() {
    Watcher webKit = rig.webKitJoins();
    Watcher other = rig.joins();
    rig.shows("one");
    rig.passes(Duration.ofMillis(499));
    assertThat(webKit.seen).containsExactly("one");
    rig.passes(A_MILLISECOND);
    assertThat(webKit.seen).containsExactly("one", "one");

    rig.passSeconds(3);
    assertThat(webKit.seen).hasSize(2);
    rig.shows("two");
    rig.passSeconds(3);
    assertThat(webKit.seen).containsExactly("one", "one", "two", "two");
    assertThat(other.seen).containsExactly("one", "two");
  }

  @Test
  void nothingWaitsForItsTimeOnceTheCameraIsIdle() {
    Watcher viewer = rig.joins();
    rig.shows("one");
    viewer.leaves();
    rig.passSeconds(11);

    assertThat(rig.clock.pending()).isZero();
  }

  private long sequenceOfLatest() {
    var frame = requireNonNull(rig.camera.stream().retainLatest());
    frame.release();
    return frame.sequence();
  }
}
