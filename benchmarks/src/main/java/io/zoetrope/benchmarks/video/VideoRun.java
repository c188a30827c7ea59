package io.zoetrope.benchmarks.video;

import io.zoetrope.core.CameraSettings;
import io.zoetrope.core.CameraSystem;
import io.zoetrope.core.camera.Camera;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** One camera, many viewers, some of them slow, and newcomers. Runs in the thread that calls. */
public final class VideoRun {
  private static final Duration BETWEEN_NEWCOMERS = Duration.ofMillis(270);
  private static final Duration NEWCOMERS_STAY = Duration.ofMillis(1500);

  private final int quickViewers;
  private final int slowViewers;
  private final double slowShare;
  private final Duration length;

  /**
   * @param slowShare of the stream's rate at which the slow ones read
   */
  public VideoRun(int quickViewers, int slowViewers, double slowShare, Duration length) {
    this.quickViewers = quickViewers;
    this.slowViewers = slowViewers;
    this.slowShare = slowShare;
    this.length = length;
  }

  /**
   * What came of it.
   *
   * @param oldest age of a frame when it was given to a connection
   */
  public record Result(List<VideoRow> rows, Duration oldest) {}

  /** Measures. */
  public Result run() throws IOException {
    try (CameraSystem system = CameraSystem.open()) {
      Camera camera =
          system.add(
              CameraSettings.of("video"),
              "made up",
              context -> () -> new InterCodedSource(context.frames()));
      try (VideoServer server = new VideoServer(camera.stream())) {
        return measure(server);
      }
    }
  }

  private Result measure(VideoServer server) throws IOException {
    long begun = System.nanoTime();
    long end = begun + length.toNanos();
    List<VideoReader> quick = new ArrayList<>();
    List<VideoReader> slow = new ArrayList<>();
    List<VideoReader> newcomers = new ArrayList<>();
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      for (int n = 0; n < quickViewers; n++) {
        start(threads, quick, new VideoReader(server.port(), 0, end));
      }
      int slowBytes = (int) (InterCodedSource.bytesPerSecond() * slowShare);
      for (int n = 0; n < slowViewers; n++) {
        start(threads, slow, new VideoReader(server.port(), slowBytes, end));
      }
      // The first viewers open the camera; who comes later finds it running.
      sleep(Duration.ofSeconds(2));
      while (System.nanoTime() < end - NEWCOMERS_STAY.toNanos()) {
        long leaves = System.nanoTime() + NEWCOMERS_STAY.toNanos();
        start(threads, newcomers, new VideoReader(server.port(), 0, leaves));
        sleep(BETWEEN_NEWCOMERS);
      }
      threads.shutdown();
      if (!threads.awaitTermination(length.toSeconds() + 30, TimeUnit.SECONDS)) {
        throw new IOException("the viewers did not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    return new Result(
        List.of(
            VideoRow.of("quick", quick),
            VideoRow.of("slow", slow),
            VideoRow.of("newcomers", newcomers)),
        server.takeOldest());
  }

  private static void start(
      ExecutorService threads, List<VideoReader> readers, VideoReader reader) {
    readers.add(reader);
    threads.execute(reader);
  }

  private static void sleep(Duration time) {
    LockSupport.parkNanos(time.toNanos());
  }
}
