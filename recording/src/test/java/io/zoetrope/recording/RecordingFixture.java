package io.zoetrope.recording;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.core.camera.Camera;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A camera "door", and what runs one task with it. */
abstract class RecordingFixture {
  static final Duration[] UNEVEN = {
    Duration.ofMillis(20), Duration.ofMillis(30), Duration.ofMillis(110)
  };

  @TempDir Path data;
  RecordingBench bench;
  final AtomicReference<PacedCamera> door = new AtomicReference<>();
  Camera camera;

  private final AtomicReference<Thread> worker = new AtomicReference<>();
  private final int width;
  private final int height;
  private final Duration[] intervals;

  /**
   * @param intervals between two pictures, over and over
   */
  RecordingFixture(int width, int height, Duration... intervals) {
    this.width = width;
    this.height = height;
    this.intervals = intervals.clone();
  }

  @BeforeEach
  void open() throws Exception {
    bench = new RecordingBench(data);
    camera = newCamera(width, height);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  Camera newCamera(int width, int height) {
    return bench.camera(
        "door",
        frames -> {
          door.set(new PacedCamera(frames, width, height, intervals));
          return door.get();
        });
  }

  CompletableFuture<JsonNode> start(RunningTask task) {
    CompletableFuture<JsonNode> result = new CompletableFuture<>();
    worker.set(
        Thread.ofVirtual()
            .start(() -> {
              try {
                result.complete(bench.run(task));
              } catch (Throwable e) {
                result.completeExceptionally(e);
              }
            }));
    return result;
  }

  /** Ends the task that was started last, as a worker does whose task is cancelled. */
  void interrupt(CompletableFuture<JsonNode> started) {
    worker.get().interrupt();
    assertThatThrownBy(() -> started.get(1, TimeUnit.MINUTES))
        .hasCauseInstanceOf(InterruptedException.class);
  }
}
