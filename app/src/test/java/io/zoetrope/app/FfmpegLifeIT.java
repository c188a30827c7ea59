package io.zoetrope.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.app.clients.Program;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** FFmpeg runs only while somebody watches. */
final class FfmpegLifeIT {
  @TempDir private Path folder;

  @Test
  void startsWithTheFirstViewerAndStopsTenSecondsAfterTheLast() throws Exception {
    Path clip = Program.clip(folder.resolve("clip.mp4"), 25);
    try (Served served = Served.cameras("clip=file:" + clip + "?loop=true")) {
      served.get("api/cameras");
      assertThat(ffmpegs()).isEmpty();
      InputStream watching =
          URI.create(served.url("cameras/clip/stream.mjpg")).toURL().openStream();
      watching.readNBytes(50_000);
      assertThat(ffmpegs()).as("one reads, and one makes JPEGs").hasSize(2);
      watching.close();
      long left = System.nanoTime();
      await().until(() -> ffmpegs().isEmpty());
      Duration stayed = Duration.ofNanos(System.nanoTime() - left);
      System.out.println("FFmpeg stayed for " + stayed.toMillis() + " ms after the last viewer");
      assertThat(stayed).isBetween(Duration.ofSeconds(9), Duration.ofSeconds(20));
    }
  }

  private static List<ProcessHandle> ffmpegs() {
    return ProcessHandle.current()
        .children()
        .filter(child ->
            child.info().command().map(command -> command.endsWith("ffmpeg")).orElse(false))
        .toList();
  }
}
