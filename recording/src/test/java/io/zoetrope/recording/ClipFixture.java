package io.zoetrope.recording;

import io.zoetrope.core.camera.Camera;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What the tests of ClipIT and InterruptedClipIT share. */
abstract class ClipFixture {
  static final Duration[] UNEVEN = {
    Duration.ofMillis(20), Duration.ofMillis(30), Duration.ofMillis(110)
  };

  @TempDir Path data;
  RecordingBench bench;
  final AtomicReference<PacedCamera> door = new AtomicReference<>();
  Camera camera;

  @BeforeEach
  void open() throws Exception {
    bench = new RecordingBench(data);
    camera = unevenCamera(320, 240);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  Camera unevenCamera(int width, int height) {
    return bench.camera(
        "door",
        frames -> {
          PacedCamera made = new PacedCamera(frames, width, height, UNEVEN);
          door.set(made);
          return made;
        });
  }

  CompletableFuture<JsonNode> start(RunningTask task) {
    return start(task, new AtomicReference<>());
  }

  CompletableFuture<JsonNode> start(RunningTask task, AtomicReference<Thread> worker) {
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
}
