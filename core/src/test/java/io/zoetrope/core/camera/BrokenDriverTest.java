package io.zoetrope.core.camera;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.core.camera.CameraState.Live;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.source.BadCameraUriException;
import io.zoetrope.core.source.FrameSource;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A driver is foreign code: whatever it throws is its own camera's trouble and nobody else's. */
class BrokenDriverTest {

  @Test
  void anExceptionOfAnyKindIsAFailureLikeAnyOther() {
    for (Throwable thrown :
        List.of(new IllegalStateException("oops"), new UnsatisfiedLinkError("no libcamera"))) {
      FrameSource broken =
          new OddSource(() -> BrokenDriverTest.<Frame, RuntimeException>toss(thrown));
      try (CameraRig rig = new CameraRig(() -> broken)) {
        Watcher viewer = rig.joins();

        assertThat(rig.failure().reason()).isEqualTo("the camera's driver failed: " + thrown);
        assertThat(viewer.seen).containsExactly("placeholder");
        rig.passesUntilNextAttempt();
        assertThat(rig.failure().attempts()).isEqualTo(2);
      }
    }
  }

  @Test
  void openingMayFailInAnyWay() {
    List<Throwable> thrown =
        List.of(
            new OutOfMemoryError("of file handles"),
            new BadCameraUriException("size has no height"),
            new IOException());
    List<String> reasons =
        List.of(
            "the camera's driver failed: java.lang.OutOfMemoryError: of file handles",
            "size has no height",
            "IOException");
    for (int i = 0; i < thrown.size(); i++) {
      Throwable each = thrown.get(i);
      try (CameraRig rig =
          new CameraRig(() -> BrokenDriverTest.<FrameSource, RuntimeException>toss(each))) {
        rig.joins();
        assertThat(rig.failure().reason()).isEqualTo(reasons.get(i));
      }
    }
  }

  @Test
  void anInterruptOutOfNowhereIsAFailure() {
    FrameSource interrupted =
        new OddSource(() -> {
          throw new InterruptedException();
        });
    try (CameraRig rig = new CameraRig(() -> interrupted)) {
      rig.joins();
      assertThat(rig.failure().reason()).isEqualTo("reading the camera was interrupted");
    }
  }

  @Test
  void whatClosingThrowsDoesNotHideWhyTheSourceFailed() {
    FrameSource source =
        new OddSource(
            () -> {
              throw new IOException("unplugged");
            },
            Duration.ofSeconds(10),
            () -> {
              throw new IllegalStateException("and closing fails, too");
            });
    try (CameraRig rig = new CameraRig(() -> source)) {
      rig.joins();
      assertThat(rig.failure().reason()).isEqualTo("unplugged");
    }
  }

  @Test
  void aSourceMayAskForMorePatience() {
    CountDownLatch reading = new CountDownLatch(1);
    FrameSource slow =
        new OddSource(
            () -> {
              reading.countDown();
              return nothing();
            },
            Duration.ofMinutes(2),
            () -> {});
    try (CameraRig rig = new CameraRig(() -> slow)) {
      rig.joins();
      CameraRig.until(() -> reading.getCount() == 0);
      rig.passSeconds(119);
      assertThat(rig.camera.state().label()).isEqualTo("starting");
      rig.passSeconds(1);
      assertThat(rig.retrying().reason())
          .isEqualTo("the camera has sent no picture for 120 seconds");
    }
  }

  @Test
  void aSourceThatCannotSayHowLongItMayBeSilentIsWatchedAsUsual() {
    CountDownLatch reading = new CountDownLatch(1);
    FrameSource source =
        new FrameSource() {
          @Override
          public Frame read() throws InterruptedException {
            reading.countDown();
            return nothing();
          }

          @Override
          public Duration maxSilence() {
            throw new NoSuchMethodError("of another version");
          }

          @Override
          public void close() {}
        };
    try (CameraRig rig = new CameraRig(() -> source)) {
      rig.joins();
      CameraRig.until(() -> reading.getCount() == 0);
      rig.passSeconds(10);
      assertThat(rig.retrying().reason())
          .isEqualTo("the camera has sent no picture for 10 seconds");
    }
  }

  /** A camera that is unplugged for weeks is opened a hundred thousand times. */
  @Test
  void pastAttemptsAreForgotten() {
    List<WeakReference<FrameSource>> sources = new CopyOnWriteArrayList<>();
    try (CameraRig rig =
        new CameraRig(() -> {
          FrameSource source =
              new OddSource(() -> {
                throw new IOException("unplugged" + sources.size());
              });
          sources.add(new WeakReference<>(source));
          return source;
        })) {
      rig.joins();
      for (int i = 0; i < 3; i++) {
        rig.failure();
        rig.passesUntilNextAttempt();
      }
      rig.failure();
      rig.forgetsSessions();

      CameraRig.until(() -> {
        System.gc();
        return sources.getFirst().refersTo(null);
      });
    }
  }

  @Test
  void oneCamerasTroubleIsNotAnothers() {
    try (CameraRig broken = new CameraRig();
        CameraRig well = new CameraRig()) {
      broken.joins();
      well.joins();
      broken.fails("unplugged");
      well.shows("one");

      assertThat(well.camera.state()).isInstanceOf(Live.class);
    }
  }

  private static Frame nothing() throws InterruptedException {
    new CountDownLatch(1).await();
    throw new AssertionError("It waits for ever");
  }

  /** Throws what a driver in another language might. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <R, T extends Throwable> R toss(Throwable thrown) throws T {
    throw (T) thrown;
  }
}
