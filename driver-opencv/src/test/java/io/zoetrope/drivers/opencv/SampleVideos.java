package io.zoetrope.drivers.opencv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Short recordings, made by the system's FFmpeg: 320x180, 15 pictures a second. */
final class SampleVideos {
  static final int PICTURES_PER_SECOND = 15;

  private SampleVideos() {}

  /** What OpenCV reads of the videos: JPEGs in an AVI. */
  static Path avi(Path folder, int pictures) throws IOException, InterruptedException {
    return video(folder.resolve("clip.avi"), pictures, "-c:v", "mjpeg");
  }

  /** What it does not. */
  static Path h264(Path folder) throws IOException, InterruptedException {
    return video(folder.resolve("clip.mp4"), 15, "-c:v", "libx264", "-pix_fmt", "yuv420p");
  }

  /** Returns the pattern of a series img_001.jpg, img_002.jpg … in the folder. */
  static String series(Path folder, int pictures) throws IOException, InterruptedException {
    return video(folder.resolve("img_%03d.jpg"), pictures, "-pix_fmt", "yuvj420p").toString();
  }

  private static Path video(Path target, int pictures, String... options)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("ffmpeg", "-nostdin", "-v", "error", "-y", "-f", "lavfi", "-i"));
    command.add("testsrc2=size=320x180:rate=" + PICTURES_PER_SECOND);
    command.addAll(List.of("-frames:v", String.valueOf(pictures)));
    command.addAll(List.of(options));
    command.add(target.toString());
    run(command);
    return target;
  }

  /** Runs a program of the system to its end, which must be a good one. */
  static void run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).inheritIO().start();
    assertThat(process.waitFor(3, TimeUnit.MINUTES)).as("ended: %s", command).isTrue();
    assertThat(process.exitValue()).as("exit code of %s", command).isZero();
  }

  /** Instead of a picture something that is none. */
  static void damage(Path picture) throws IOException {
    Files.writeString(picture, "no picture at all");
  }
}
