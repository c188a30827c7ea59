package io.zoetrope.core.camera;

import static io.zoetrope.base.fixture.Latches.awaitStubbornly;
import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.core.camera.CameraState.Live;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An observer is foreign code: whatever it does, the camera and the other observers go on. */
@Timeout(60)
class HostileObserverTest {
  private static final Executor OTHER_THREADS = action -> Thread.ofVirtual().start(action);

  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final CameraObserver other = (_, _, after) -> heard.add(after.label());

  @Test
  void oneThatThrowsStopsNeitherRetriesNorOtherObservers() {
    CameraObserver throwing =
        (_, _, _) -> {
          throw new IllegalStateException("an observer's own trouble");
        };
    try (CameraRig rig = new CameraRig(List.of(throwing, other), Runnable::run)) {
      Watcher viewer = rig.joins();
      rig.fails("unplugged");
      rig.device.opensAgain();
      rig.passesUntilNextAttempt();
      rig.shows("one");

      assertThat(viewer.seen).contains("placeholder", "one");
      assertThat(heard).containsExactly("starting", "retrying", "live");
      viewer.leaves();
      rig.passSeconds(10);
      assertThat(rig.isIdle()).isTrue();
      assertThat(rig.camera.status().viewers()).isZero();
    }
  }

  @Test
  void oneThatThrowsAnErrorDoesNoMoreHarm() {
    CameraObserver broken =
        (_, _, _) -> {
          throw new NoClassDefFoundError("org/example/Missing");
        };
    try (CameraRig rig = new CameraRig(List.of(broken, other), Runnable::run)) {
      rig.joins();
      rig.shows("one");

      assertThat(rig.camera.state()).isInstanceOf(Live.class);
      assertThat(heard).containsExactly("starting", "live");
    }
  }

  @Test
  void nobodyWaitsForOneThatHangs() {
    CountDownLatch over = new CountDownLatch(1);
    CameraObserver hanging = (_, _, _) -> awaitStubbornly(over);
    try (CameraRig rig = new CameraRig(List.of(hanging, other), OTHER_THREADS)) {
      Watcher viewer = rig.joins();
      rig.shows("one");
      rig.fails("unplugged");

      viewer.awaitSeeing("placeholder");
      CameraRig.until(() -> heard.equals(List.of("starting", "live", "retrying")));
      rig.camera.close();
      assertThat(rig.isIdle()).isTrue();
      over.countDown();
    }
  }

  @Test
  void oneMayCallTheCameraEvenFromAnotherThread() {
    AtomicReference<CameraRig> watched = new AtomicReference<>();
    CameraObserver curious =
        (_, _, _) -> {
          Thread asking = Thread.ofVirtual().start(() -> watched.get().joins().leaves());
          join(asking);
          watched.get().camera.retryNow();
          heard.add("asked");
        };
    try (CameraRig rig = new CameraRig(List.of(curious), OTHER_THREADS)) {
      watched.set(rig);
      rig.joins();
      rig.shows("one");

      CameraRig.until(() -> heard.size() >= 2);
    }
  }

  @Test
  void closingWaitsUntilTheLastChangeWasHeard() {
    CameraObserver slow =
        (_, _, after) -> {
          join(Thread.ofVirtual().start(Thread::yield));
          heard.add(after.label());
        };
    try (CameraRig rig = new CameraRig(List.of(slow), OTHER_THREADS)) {
      rig.joins();
      rig.shows("one");

      rig.camera.close();

      assertThat(heard).containsExactly("starting", "live", "idle");
    }
  }

  private static void join(Thread thread) {
    try {
      assertThat(thread.join(Duration.ofMinutes(1))).as("it is not held up").isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
