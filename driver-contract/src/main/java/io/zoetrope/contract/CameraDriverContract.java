package io.zoetrope.contract;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.zoetrope.core.fixture.DriverBench;
import io.zoetrope.core.fixture.Pictures;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.Jpeg;
import io.zoetrope.core.media.VideoFormat;
import io.zoetrope.core.source.BadCameraUriException;
import io.zoetrope.core.source.CameraDriver;
import io.zoetrope.core.source.CameraUri;
import io.zoetrope.core.source.DriverContext;
import io.zoetrope.core.source.FrameSource;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a driver keeps, whatever its pictures come from. {@link FailingCameraContract} adds what
 * there is to keep when the source can fail.
 */
public abstract class CameraDriverContract {
  /** What a close may take at most, on a machine that has other work. */
  private static final Duration SOON = Duration.ofSeconds(5);

  private final DriverBench bench = new DriverBench();

  @TempDir Path folder;

  protected abstract CameraDriver driver();

  /** Starts a source that works. It may keep its files in the folder. */
  protected abstract TestedSource source(Path folder) throws Exception;

  /** What the driver is opened with. */
  protected DriverContext context(DriverBench bench) {
    return bench.context();
  }

  /** How often the driver is opened and closed; those with a process of their own take longer. */
  protected int rounds() {
    return 100;
  }

  @AfterEach
  void everyBufferIsGivenBack() {
    bench.close();
  }

  @Test
  void itGivesWholePicturesWhoseNumberAndTimeRise() throws Exception {
    try (TestedSource source = source(folder);
        FrameSource camera = open(source.uri())) {
      long lastSequence = 0;
      long lastNanos = Long.MIN_VALUE;
      for (int i = 0; i < 5; i++) {
        Frame frame = camera.read();
        assertThat(frame.sequence()).isGreaterThan(lastSequence);
        assertThat(frame.capturedNanos()).isGreaterThan(lastNanos);
        assertThat(frame.placeholder()).isFalse();
        lastSequence = frame.sequence();
        lastNanos = frame.capturedNanos();
        assertWhole(frame, i == 0);
      }
    }
  }

  /** Takes over the frame's reference. */
  private static void assertWhole(Frame frame, boolean first) throws IOException {
    VideoFormat format = frame.videoFormat();
    boolean keyFrame = frame.keyFrame();
    byte[] bytes = Pictures.bytesOf(frame);
    assertThat(bytes).isNotEmpty();
    if (format instanceof Jpeg) {
      BufferedImage decoded = Pictures.decoded(bytes);
      assertThat(decoded.getWidth()).isEqualTo(format.width());
      assertThat(decoded.getHeight()).isEqualTo(format.height());
    } else {
      assertThat(keyFrame || !first).as("video begins with a key frame").isTrue();
    }
  }

  @Test
  void closedTwiceAndReadAfterwardsItSaysSo() throws Exception {
    try (TestedSource source = source(folder)) {
      FrameSource camera = open(source.uri());
      camera.read().release();
      camera.close();
      camera.close();

      assertThatThrownBy(() -> readUntilItFails(camera))
          .isInstanceOf(IOException.class)
          .satisfies(failure -> Sentences.assertFit(failure.getMessage()));
    }
  }

  @Test
  void closedBeforeTheFirstPictureItLeavesNothing() throws Exception {
    try (TestedSource source = source(folder)) {
      openReadAndClose(source.uri());
      Leftovers leftovers = new Leftovers();
      for (int i = 0; i < 3; i++) {
        open(source.uri()).close();
      }
      leftovers.awaitNone();
    }
  }

  @Test
  @Timeout(600)
  void openedAndClosedManyTimesItLeavesNothingAndStopsWithinASecond() throws Exception {
    int rounds = Integer.getInteger("zoetrope.rounds", rounds());
    try (TestedSource source = source(folder)) {
      openReadAndClose(source.uri());
      Leftovers leftovers = new Leftovers();
      Duration quickest = SOON;

      for (int round = 0; round < rounds; round++) {
        Duration stop = openReadAndClose(source.uri());
        assertThat(stop).isLessThan(SOON);
        quickest = stop.compareTo(quickest) < 0 ? stop : quickest;
      }

      leftovers.awaitNone();
      assertThat(quickest).as("the quickest stop").isLessThan(Duration.ofSeconds(1));
    }
  }

  @TestFactory
  Stream<DynamicTest> whatItCannotOpenItRefusesWithASentence() throws Exception {
    TestedSource source = source(folder);
    return source.refusals().stream()
        .map(refusal ->
            DynamicTest.dynamicTest(
                CameraUri.parse(refusal.uri()).masked(), () -> assertRefused(refusal)))
        .onClose(source::close);
  }

  private void assertRefused(TestedSource.Refusal refusal) {
    Throwable failure =
        catchThrowable(() -> {
          try (FrameSource camera = open(refusal.uri())) {
            readUntilItFails(camera);
          }
        });

    assertThat(failure).isInstanceOfAny(IOException.class, BadCameraUriException.class);
    assertThat(Sentences.assertFit(failure.getMessage())).contains(refusal.sentence());
  }

  /** Closes while another thread reads, as the server does; returns how long the reader took. */
  private Duration openReadAndClose(String uri) throws Exception {
    FrameSource camera = open(uri);
    CountDownLatch seen = new CountDownLatch(1);
    FutureTask<Void> reading =
        new FutureTask<>(() -> {
          try {
            while (true) {
              camera.read().release();
              seen.countDown();
            }
          } finally {
            seen.countDown();
          }
        });
    Thread reader = Thread.ofPlatform().start(reading);
    assertThat(seen.await(30, TimeUnit.SECONDS)).as("a picture has come").isTrue();
    long start = System.nanoTime();
    camera.close();
    assertThatThrownBy(() -> reading.get(30, SECONDS)).hasCauseInstanceOf(IOException.class);
    reader.join();
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private FrameSource open(String uri) throws IOException, InterruptedException {
    return driver().open(CameraUri.parse(uri), context(bench));
  }

  private static void readUntilItFails(FrameSource camera) throws Exception {
    while (true) {
      camera.read().release();
    }
  }
}
