package io.zoetrope.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.app.cli.Cli.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A camera that is a command: who may name one, and who gets to see it. */
final class CommandCameraIT {
  @TempDir private Path folder;

  @BeforeEach
  void aProgramThatWritesJpegsIsACamera() throws Exception {
    assertThat(Cli.run(folder, "snapshot", "test:?size=320x180", "-o", "1.jpg").exitCode())
        .isZero();
    Path script =
        Files.writeString(
            folder.resolve("grab"),
            "#!/bin/sh\necho $$ >pid\nwhile cat 1.jpg; do sleep 0.05; done\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
  }

  @Test
  void theCommandLineCannotRunAProgram() throws Exception {
    for (List<String> arguments :
        List.of(
            List.of("probe", "exec:./grab --key s3cret"),
            List.of("snapshot", "exec:./grab --key s3cret", "-o", "2.jpg"),
            List.of("serve", "--port", "0", "--camera", "a=EXEC:./grab --key s3cret"))) {
      Outcome refused = Cli.run(folder, arguments.toArray(String[]::new));
      assertThat(refused.exitCode()).isEqualTo(2);
      assertThat(refused.err())
          .contains("exec: runs a command", "write it in zoetrope.yaml under cameras:")
          .doesNotContain("s3cret")
          .hasLineCount(1);
    }
    assertThat(folder.resolve("pid")).doesNotExist();
  }

  @Test
  void theConfigurationFileCanRunAProgramAndItsArgumentsStayHidden() throws Exception {
    Process serving = serve();
    try {
      String address = Cli.awaitAddress(folder);
      try (InputStream stream = URI.create(address + "video_feed").toURL().openStream()) {
        assertThat(new String(stream.readNBytes(60_000), StandardCharsets.ISO_8859_1))
            .contains("Content-Type: image/jpeg");
      }
      String told;
      try (InputStream api = URI.create(address + "api/cameras").toURL().openStream()) {
        told = new String(api.readAllBytes(), StandardCharsets.UTF_8);
      }
      assertThat(told).contains("exec:./grab …");
      assertThat(told + Cli.text(folder, "out") + Cli.text(folder, "err"))
          .doesNotContain("s3cret", "--key");
    } finally {
      serving.destroy();
      assertThat(serving.waitFor(1, TimeUnit.MINUTES)).isTrue();
    }
    assertThat(grab()).noneMatch(ProcessHandle::isAlive);
  }

  @Test
  void killingTheServerEndsTheProgram() throws Exception {
    Process serving = serve();
    try (InputStream stream =
        URI.create(Cli.awaitAddress(folder) + "video_feed").toURL().openStream()) {
      assertThat(stream.readNBytes(1000)).hasSize(1000);
    } finally {
      serving.destroyForcibly();
    }
    await().until(() -> grab().stream().noneMatch(ProcessHandle::isAlive));
  }

  private Process serve() throws IOException {
    Files.writeString(
        folder.resolve("zoetrope.yaml"), "cameras:\n  cam: exec:./grab --key s3cret\n");
    return Cli.start(folder, "serve", "--port", "0");
  }

  private List<ProcessHandle> grab() throws IOException {
    long pid = Long.parseLong(Files.readString(folder.resolve("pid")).strip());
    return ProcessHandle.of(pid).stream().toList();
  }
}
