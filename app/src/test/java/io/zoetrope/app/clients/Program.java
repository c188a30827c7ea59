package io.zoetrope.app.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Runs another program to its end. */
public final class Program {
  private static final long PATIENCE_SECONDS = 60;

  private Program() {}

  /** Runs the program, checks its exit code, and returns what it printed, errors included. */
  public static String run(int exitCode, String... command)
      throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).as("%s said: %s", command[0], output).isEqualTo(exitCode);
    return output;
  }

  /** Makes a video file of three seconds, H.264 in MP4, whose pictures all differ. */
  public static Path clip(Path file, int picturesPerSecond)
      throws IOException, InterruptedException {
    String pattern = "testsrc2=size=320x180:rate=" + picturesPerSecond;
    run(0, "ffmpeg", "-v", "error", "-f", "lavfi", "-i", pattern, "-t", "3", file.toString());
    return file;
  }
}
