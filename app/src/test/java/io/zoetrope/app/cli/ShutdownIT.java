package io.zoetrope.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.app.clients.Program;
import io.zoetrope.web.fixture.RawClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ShutdownIT {
  @TempDir private Path folder;

  @Test
  void aTerminatedServerLeavesNoFfmpegBehind() throws Exception {
    Program.clip(folder.resolve("clip.mp4"), 25);
    Process serving =
        Cli.start(folder, "serve", "--port", "0", "--camera", "clip=file:clip.mp4?loop=true");
    try (InputStream watching =
        URI.create(Cli.awaitAddress(folder) + "video_feed").toURL().openStream()) {
      watching.readNBytes(50_000);
      List<ProcessHandle> children = serving.children().toList();
      assertThat(children).as("one reads, and one makes JPEGs").hasSize(2);
      serving.destroy();
      assertThat(serving.waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(children).noneMatch(ProcessHandle::isAlive);
      assertThat(serving.exitValue()).as("what SIGTERM asked for was done").isZero();
      saysThatItWasStoppedBy("SIGTERM");
    } finally {
      serving.destroyForcibly();
    }
  }

  @Test
  void aTerminatedWorkerExitsWithZero() throws Exception {
    Process working = Cli.start(folder, "worker", "--redis", "redis://127.0.0.1:9");
    try {
      await().until(() -> Cli.text(folder, "out").contains("Waiting: "));
      working.destroy();
      assertThat(working.waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(working.exitValue()).isZero();
    } finally {
      working.destroyForcibly();
    }
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "HUP, 129"})
  void aServerStoppedByItsTerminalSaysSo(String signal, int exitCode) throws Exception {
    Process serving = Cli.start(folder, "serve", "--port", "0", "--camera", "a=test:");
    try {
      Cli.awaitAddress(folder);
      new ProcessBuilder("kill", "-" + signal, String.valueOf(serving.pid())).start().waitFor();
      assertThat(serving.waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(serving.exitValue()).isEqualTo(exitCode);
      saysThatItWasStoppedBy("SIG" + signal);
    } finally {
      serving.destroyForcibly();
    }
  }

  @Test
  void clientsThatConnectAtThatMomentAreNoFailureToReport() throws Exception {
    Process serving = Cli.start(folder, "serve", "--port", "0", "--camera", "a=test:");
    try (ExecutorService strangers = Executors.newFixedThreadPool(3)) {
      int port = URI.create(Cli.awaitAddress(folder)).getPort();
      for (int n = 0; n < 3; n++) {
        strangers.execute(() -> connectUntilRefused(port));
      }
      serving.destroy();
      assertThat(serving.waitFor(1, TimeUnit.MINUTES)).isTrue();
    } finally {
      serving.destroyForcibly();
    }
    assertThat(Cli.text(folder, "err")).doesNotContain("Exception");
    saysThatItWasStoppedBy("SIGTERM");
  }

  private static void connectUntilRefused(int port) {
    try {
      while (true) {
        RawClient.connect(port).close();
      }
    } catch (IOException e) {
      // Nobody listens any more.
    }
  }

  private void saysThatItWasStoppedBy(String signal) throws IOException {
    assertThat(Cli.text(folder, "err"))
        .contains("INFO  Stopping: received " + signal)
        .containsPattern("INFO  Stopped( after \\d+\\.\\d seconds)?\\R$");
  }
}
