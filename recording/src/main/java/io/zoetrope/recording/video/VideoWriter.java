package io.zoetrope.recording.video;

import io.zoetrope.ffmpeg.FfmpegLimits;
import io.zoetrope.ffmpeg.program.ChildProcess;
import io.zoetrope.ffmpeg.program.LastLines;
import io.zoetrope.tasks.result.NoRoomException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** An FFmpeg that writes a queue into a file, fed by a thread of its own. One thread uses it. */
public final class VideoWriter implements AutoCloseable {
  private static final int LINES_KEPT = 10;

  /** Once the last picture is in, the file is read and written once more, to start fast. */
  private static final Duration LONGEST_END = Duration.ofMinutes(30);

  /** The encoder holds many of the largest videos' pictures, and more with each thread. */
  private static final long MOST_MEMORY_BYTES = 3L << 30;

  /** One picture takes a second or two on a small machine. */
  private static final Duration LONGEST_PICTURE = Duration.ofMinutes(2);

  private static final Duration PROGRESS_WATCH = Duration.ofMillis(500);

  private static final String MOST_THREADS = "16";
  private static final String DECODING_THREADS = "2";

  private final ChildProcess child;
  private final LastLines log = new LastLines(LINES_KEPT);
  private final Path file;
  private final VideoSettings format;
  private final VideoFeed feed;
  private final PictureQueue pictures;
  private final CountDownLatch fed = new CountDownLatch(1);
  private final Thread feeder;
  private final Duration longestPicture;
  private volatile boolean stuck;

  /** Starts FFmpeg; the queue is closed when FFmpeg takes no more. */
  public VideoWriter(Path ffmpeg, VideoSettings format, Path file, PictureQueue pictures)
      throws IOException {
    this(ffmpeg, format, file, pictures, LONGEST_PICTURE);
  }

  VideoWriter(
      Path ffmpeg, VideoSettings format, Path file, PictureQueue pictures, Duration longestPicture)
      throws IOException {
    this.file = file;
    this.format = format;
    this.pictures = pictures;
    this.longestPicture = longestPicture;
    this.feed = new VideoFeed(pictures, format);
    this.child =
        ChildProcess.startFfmpeg(
            new ProcessBuilder(command(ffmpeg, format, file))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD),
            log,
            MOST_MEMORY_BYTES);
    this.feeder =
        Thread.ofPlatform().daemon().name("ffmpeg-feed-" + child.pid()).start(this::feedAll);
    Thread.ofVirtual().name("video-watch-" + child.pid()).start(this::watchProgress);
  }

  private static List<String> command(Path ffmpeg, VideoSettings format, Path file) {
    List<String> command = new ArrayList<>();
    command.add(ffmpeg.toString());
    command.addAll(List.of("-hide_banner", "-nostats", "-nostdin", "-loglevel", "error", "-y"));
    command.addAll(FfmpegLimits.options(List.of("pipe")));
    command.addAll(List.of("-threads", DECODING_THREADS, "-f", "matroska", "-i", "pipe:0"));
    command.addAll(List.of("-map", "0:v:0"));
    command.addAll(format.options());
    if (Runtime.getRuntime().availableProcessors() > 10) {
      command.addAll(List.of("-threads", MOST_THREADS));
    }
    command.addAll(List.of("-f", "mp4", "file:" + file.toAbsolutePath()));
    return command;
  }

  public long written() {
    return feed.written();
  }

  public boolean awaitFed(Duration atMost) throws InterruptedException {
    return fed.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Waits until the video is complete; otherwise the message is a sentence for people. */
  public void finish() throws IOException, InterruptedException {
    int exitCode =
        child
            .awaitExitCode(LONGEST_END)
            .orElseThrow(() ->
                new IOException(
                    "FFmpeg has not finished the video within %d minutes."
                        .formatted(LONGEST_END.toMinutes())));
    // FFmpeg's versions differ in whether a full disk at the very end is an error.
    if (exitCode != 0 || log.get().stream().anyMatch(line -> line.contains("No space left"))) {
      throw failure(exitCode);
    }
    if (format.isToBeTurned()) {
      Mp4Rotation.set(file, format.orientation(), format.codedWidth(), format.codedHeight());
    }
  }

  @Override
  public void close() {
    child.kill();
    pictures.close();
    child.close();
    boolean interrupted = false;
    while (feeder.isAlive()) {
      try {
        feeder.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void feedAll() {
    try (OutputStream out = child.input()) {
      feed.run(out);
    } catch (IOException e) {
      // FFmpeg has ended; its exit code and its log say why.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      pictures.close();
      fed.countDown();
    }
  }

  /** An FFmpeg that hangs would keep its task for ever. */
  private void watchProgress() {
    try {
      while (!fed.await(PROGRESS_WATCH.toMillis(), TimeUnit.MILLISECONDS)) {
        if (feed.stuckFor().compareTo(longestPicture) > 0) {
          stuck = true;
          child.kill();
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // Nobody does that.
    }
  }

  private IOException failure(int exitCode) {
    if (stuck) {
      return new IOException(
          "FFmpeg could not make the video: it has taken no picture for %d seconds."
              .formatted(longestPicture.toSeconds()));
    }
    List<String> lines = log.get();
    Path folder = file.toAbsolutePath().getParent();
    String told = String.join("\n", lines);
    if (folder != null && NoRoomException.isFull(told, folder)) {
      return new NoRoomException(folder, null);
    }
    if (child.outgrewMemory()) {
      return new IOException(FfmpegLimits.outgrown(MOST_MEMORY_BYTES) + ".");
    }
    String why =
        ChildProcess.signal(exitCode)
            .map(signal -> "it " + signal)
            .orElseGet(
                () -> lines.isEmpty() ? "it ended with exit code " + exitCode : lines.getLast());
    return new IOException(
        "FFmpeg could not make the video: %s%s".formatted(why, why.endsWith(".") ? "" : "."));
  }
}
