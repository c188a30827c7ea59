package io.zoetrope.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.app.clients.Program;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ShutdownIT {
  @TempDir private Path folder;

  @Test
  void aServerThatIsToldToEndLeavesNoFfmpegBehind() throws Exception {
    Program.clip(folder.resolve("clip.mp4"), 25);
    Process serving =
        Cli.start(folder, "serve", "--port", "0", "--camera", "clip=file:clip.mp4?loop=true");
    try (InputStream watching = URI.create(address() + "video_feed").toURL().openStream()) {
      watching.readNBytes(50_000);
      List<ProcessHandle> children = serving.children().toList();
      assertThat(children).hasSize(1);
      serving.destroy();
      assertThat(serving.waitFor(10, TimeUnit.SECONDS)).isTrue();
      assertThat(children).noneMatch(ProcessHandle::isAlive);
    } finally {
      serving.destroyForcibly();
    }
  }

  private String address() {
    Pattern ready = Pattern.compile("http://127\\.0\\.0\\.1:\\d+/");
    return await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              Matcher matcher = ready.matcher(Cli.text(folder, "out"));
              return matcher.find() ? matcher.group() : "";
            },
            found -> !found.isEmpty());
  }
}
