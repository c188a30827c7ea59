package io.zoetrope.benchmarks.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** For any thread. A video of H.264 that FFmpeg makes. */
public final class BenchVideo {
  private static final int SECONDS = 10;

  private BenchVideo() {}

  /** Writes ten seconds with a key frame each second, unless the file is there. */
  public static void write(Path file, int frameBytes, int fps) throws IOException {
    if (Files.exists(file)) {
      return;
    }
    Files.createDirectories(file.getParent());
    Path unfinished = file.resolveSibling("unfinished.mp4");
    String rate = Long.toString((long) frameBytes * fps * Byte.SIZE);
    String source = "testsrc2=size=1280x720:rate=" + fps + ",noise=alls=20:allf=t";
    Process program =
        new ProcessBuilder(
                List.of(
                    "ffmpeg",
                    "-v",
                    "error",
                    "-nostdin",
                    "-y",
                    "-f",
                    "lavfi",
                    "-i",
                    source,
                    "-t",
                    "" + SECONDS,
                    "-c:v",
                    "libx264",
                    "-preset",
                    "veryfast",
                    "-tune",
                    "zerolatency",
                    "-pix_fmt",
                    "yuv420p",
                    "-g",
                    "" + fps,
                    "-b:v",
                    rate,
                    "-maxrate",
                    rate,
                    "-bufsize",
                    rate,
                    unfinished.toString()))
            .inheritIO()
            .start();
    try {
      if (program.waitFor() != 0) {
        throw new IOException("FFmpeg could not make a video to watch");
      }
    } catch (InterruptedException e) {
      program.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    Files.move(unfinished, file);
  }
}
