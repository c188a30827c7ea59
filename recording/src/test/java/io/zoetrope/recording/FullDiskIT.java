package io.zoetrope.recording;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk that is really full: one of 200 KB in memory, which only the program that runs on it sees
 * (a mount namespace, as root or as root of a user namespace).
 */
@Tag("full")
final class FullDiskIT {
  private static final String MOUNTED =
      "mount -t tmpfs -o size=200k tmpfs \"$1\" && shift && exec \"$@\"";

  @TempDir private Path disk;
  @TempDir private Path other;

  @Test
  void everyTaskFailsWithASentenceAndLeavesNothing() throws Exception {
    String noRoom =
        "TaskFailedException: There is no room left on %s: free some, or set results.size lower. [0"
            + " files, 0 at work]";
    String onResults = noRoom.formatted(disk.resolve("results"));
    assertThat(run())
        .containsExactly(
            "clip: " + onResults,
            "clip: " + onResults,
            "clip: " + onResults,
            "timelapse: " + noRoom.formatted(disk.resolve("work")),
            "snapshot: " + onResults,
            "snapshot: done, image/jpeg [1 files, 0 at work]");
  }

  private List<String> run() throws Exception {
    List<String> command = new ArrayList<>(List.of("unshare", "--mount"));
    if (!System.getProperty("user.name", "").equals("root")) {
      command.add("--map-root-user");
    }
    command.addAll(List.of("sh", "-c", MOUNTED, "sh", disk.toString()));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), FullDisk.class.getName()));
    command.addAll(List.of(disk.toString(), other.toString()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try {
      String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(process.exitValue()).as(printed).isZero();
      return printed.lines().toList();
    } finally {
      process.destroyForcibly();
    }
  }
}
