package io.zoetrope.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.app.clients.Program;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ShutdownIT {
  @TempDir private Path folder;

  @Test
  void aServerThatIsToldToEndLeavesNoFfmpegBehind() throws Exception {
    Program.clip(folder.resolve("clip.mp4"), 25);
    Process serving =
        Cli.start(folder, "serve", "--port", "0", "--camera", "clip=file:clip.mp4?loop=true");
    try (InputStream watching =
        URI.create(Cli.awaitAddress(folder) + "video_feed").toURL().openStream()) {
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
}
