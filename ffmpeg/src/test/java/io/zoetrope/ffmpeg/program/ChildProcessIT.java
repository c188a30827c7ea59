package io.zoetrope.ffmpeg.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All that a program has started ends with it. */
class ChildProcessIT {
  @TempDir Path folder;

  /** It starts one after the other, so that one is on its way when it is asked to end. */
  @RepeatedTest(10)
  void aChildStartedWhileItsParentIsEndingEndsToo() throws Exception {
    ChildProcess child =
        start(
            "for i in $(seq 150); do %s & [ $i -gt 5 ] || echo $i; done; wait"
                .formatted(program()));
    awaitLine(child, "5");

    child.close();

    assertNoneIsLeft();
  }

  @Test
  void anOrphanedChildEndsToo() throws Exception {
    ChildProcess child = start("%s & echo started".formatted(program()));
    awaitLine(child, "started");
    assertThat(child.awaitExitCode(Duration.ofSeconds(10))).hasValue(0);

    child.close();

    assertNoneIsLeft();
  }

  private static ChildProcess start(String script) throws IOException {
    return new ChildProcess(
        new ProcessBuilder("sh", "-c", script).redirectInput(ChildProcess.nothing()),
        "test",
        _ -> {},
        Long.MAX_VALUE);
  }

  private String program() throws IOException {
    Path sleep = folder.resolve("sleeper");
    Files.copy(Path.of("/bin/sleep"), sleep, StandardCopyOption.COPY_ATTRIBUTES);
    return sleep + " 60 2>/dev/null";
  }

  private static void awaitLine(ChildProcess child, String line) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(child.output(), StandardCharsets.UTF_8));
    String read = lines.readLine();
    while (read != null && !read.equals(line)) {
      read = lines.readLine();
    }
    assertThat(read).isEqualTo(line);
  }

  private void assertNoneIsLeft() {
    await().untilAsserted(() -> assertThat(left()).isEmpty());
  }

  private List<Long> left() {
    return ProcessHandle.allProcesses()
        .filter(process -> process.info().commandLine().orElse("").contains(folder.toString()))
        .map(ProcessHandle::pid)
        .toList();
  }
}
