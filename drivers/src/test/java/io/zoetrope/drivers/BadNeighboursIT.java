package io.zoetrope.drivers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.base.fixture.ChildProcesses;
import io.zoetrope.core.camera.Camera;
import io.zoetrope.core.camera.CameraState.Live;
import io.zoetrope.core.camera.CameraTimings;
import io.zoetrope.core.fixture.DriverBench;
import io.zoetrope.core.source.CameraUri;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.core.source.SourceOpener;
import io.zoetrope.core.stream.Subscription;
import io.zoetrope.drivers.testpattern.TestPatternDriver;
import io.zoetrope.ffmpeg.fixture.ClipDriver;
import io.zoetrope.ffmpeg.fixture.FfmpegStandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cameras that hang, flood their logs or die all the time do not affect a good one. */
class BadNeighboursIT {
  private static final int RATE = 20;
  private static final CameraTimings TIMINGS =
      new CameraTimings(
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofMillis(100),
          Duration.ofMillis(200),
          Duration.ofSeconds(10),
          Duration.ofMillis(500));

  private final DriverBench bench = new DriverBench();
  private final ChildProcesses children = new ChildProcesses();
  private final List<Camera> cameras = new ArrayList<>();
  private final List<Subscription> viewers = new ArrayList<>();
  private final CountDownLatch letGo = new CountDownLatch(1);

  @TempDir Path folder;

  @AfterEach
  void nothingIsLeft() {
    viewers.forEach(Subscription::close);
    letGo.countDown();
    cameras.forEach(Camera::close);
    await("processes have ended").until(() -> children.started().isEmpty());
    await("buffers are back").until(() -> bench.bytesInUse() == 0);
    bench.close();
  }

  @Test
  void aGoodCameraIsNotAffectedByBadOnes() throws Exception {
    AtomicInteger shown = new AtomicInteger();
    Camera good = open(this::openTestPattern, shown);
    await().until(() -> good.state() instanceof Live);

    Camera deaf = open(this::hangWhateverHappens, new AtomicInteger());
    Camera silent = open(standIn("silent"), new AtomicInteger());
    Camera noisy = open(standIn("noisy"), new AtomicInteger());
    AtomicInteger shownBeforeDeath = new AtomicInteger();
    Camera mortal = open(standIn("short-lived"), shownBeforeDeath);
    long started = System.nanoTime();
    int before = shown.get();
    await()
        .until(() ->
            shownBeforeDeath.get() > 30
                && hasFailed(deaf, "the camera has sent no picture for 2 seconds")
                && hasFailed(mortal, "FFmpeg ended with exit code 3: The lens cap is on")
                && noisy.state() instanceof Live);
    double rate = (shown.get() - before) * 1e9 / (System.nanoTime() - started);

    assertThat(silent.state()).isNotInstanceOf(Live.class);
    assertThat(good.state()).isInstanceOf(Live.class);
    assertThat(good.status().lastFault()).isEmpty();
    assertThat(rate).as("pictures a second").isGreaterThan(RATE / 2.0);
  }

  private static boolean hasFailed(Camera camera, String reason) {
    return camera.status().lastFault().filter(fault -> fault.reason().equals(reason)).isPresent();
  }

  private FrameSource openTestPattern() throws IOException, InterruptedException {
    return bench.open(new TestPatternDriver(), "test:?size=160x120&fps=" + RATE);
  }

  /** As a native call that waits for a device. */
  private FrameSource hangWhateverHappens() {
    boolean done = false;
    while (!done) {
      try {
        letGo.await();
        done = true;
      } catch (InterruptedException e) {
        // It does not heed that.
      }
    }
    throw new IllegalStateException("it was let go");
  }

  private SourceOpener standIn(String way) throws Exception {
    Path home = Files.createDirectory(folder.resolve(way));
    Path ffmpeg = FfmpegStandIn.in(home, way);
    CameraUri clip = CameraUri.parse("file:" + Files.write(home.resolve("clip.avi"), new byte[1]));
    return () -> new ClipDriver().open(clip, bench.contextWith(ffmpeg));
  }

  private Camera open(SourceOpener opener, AtomicInteger shown) {
    Camera camera = bench.camera("camera-" + cameras.size(), TIMINGS, _ -> opener);
    cameras.add(camera);
    viewers.add(
        camera.stream()
            .join(
                (frame, me) -> {
                  if (!frame.placeholder()) {
                    shown.incrementAndGet();
                  }
                  me.ready();
                },
                Runnable::run));
    return camera;
  }
}
