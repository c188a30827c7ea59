package io.zoetrope.core.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.util.IllegalReferenceCountException;
import io.zoetrope.core.time.Timekeeper;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a frame meets, and does not meet, between its source and its viewers. */
@Timeout(60)
class FramePathTest {
  private final CountDownLatch lingerIsSet = new CountDownLatch(1);
  private final CountDownLatch mayGoOn = new CountDownLatch(1);

  @Test
  void aPictureDoesNotWaitWhileTheCameraChangesItsState() throws Exception {
    try (CameraRig rig = new CameraRig(ClockThatHoldsTheLinger::new)) {
      Watcher viewer = rig.joins();
      rig.shows("one");
      Thread leaving = Thread.ofVirtual().start(viewer::leaves);
      assertThat(lingerIsSet.await(1, TimeUnit.MINUTES)).as("the state is locked").isTrue();
      try {
        rig.shows("two");
        assertThat(leaving.isAlive()).isTrue();
      } finally {
        mayGoOn.countDown();
      }
    }
  }

  @Test
  void aPictureOfAStoppedSessionIsReleased() {
    StubbornDevice device = StubbornDevice.inReading();
    try (CameraRig rig = device.rig()) {
      Watcher viewer = rig.joins();
      device.mayRead.release();
      viewer.awaitSeeing("opening 1");
      CameraRig.until(device.mayRead::hasQueuedThreads);
      viewer.leaves();
      rig.passSeconds(10);

      device.mayRead.release();
      rig.awaitLastSessionEnded();

      assertThat(device.delivered)
          .hasSize(2)
          .allSatisfy(frame ->
              assertThatThrownBy(frame::data).isInstanceOf(IllegalReferenceCountException.class));
    }
  }

  /** Time in the test's hands; to set the timer of the linger takes as long as the test likes. */
  private final class ClockThatHoldsTheLinger implements Timekeeper {
    private final Timekeeper clock;

    ClockThatHoldsTheLinger(Timekeeper clock) {
      this.clock = clock;
    }

    @Override
    public Instant now() {
      return clock.now();
    }

    @Override
    public long nanoTime() {
      return clock.nanoTime();
    }

    @Override
    public Timer after(Duration delay, Runnable action) {
      if (delay.equals(CameraTimings.STANDARD.linger())) {
        lingerIsSet.countDown();
        try {
          mayGoOn.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      return clock.after(delay, action);
    }
  }
}
