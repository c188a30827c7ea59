package io.zoetrope.ffmpeg;

import io.zoetrope.ffmpeg.program.ChildProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** A running FFmpeg. One thread reads its output; any thread may close it. */
final class FfmpegProcess implements AutoCloseable {
  /** FFmpeg may close its output and only then say goodbye to a camera that does not answer. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(3);

  private static final Set<String> WITHOUT_TIMES = Set.of("h264", "hevc");
  private static final String REFUSAL = "Could not write header";
  private static final int CHUNK_BYTES = 64 * 1024;

  private final ChildProcess child;
  private final FfmpegLog log = new FfmpegLog();

  private final long mostMemoryBytes;

  /** Starts FFmpeg with all the memory that it may take; closing the feed stays with its owner. */
  FfmpegProcess(List<String> command, Optional<InputStream> feed) throws IOException {
    this(command, feed, FfmpegLimits.MEMORY_BYTES);
  }

  FfmpegProcess(List<String> command, Optional<InputStream> feed, long mostMemoryBytes)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().remove("no_proxy"); // It would lead past the proxy that an input names.
    builder.redirectInput(feed.isPresent() ? Redirect.PIPE : ChildProcess.nothing());
    this.mostMemoryBytes = mostMemoryBytes;
    this.child = ChildProcess.startFfmpeg(builder, log, mostMemoryBytes);
    feed.ifPresent(bytes ->
        Thread.ofPlatform()
            .daemon()
            .name("ffmpeg-feed-" + child.pid())
            .start(() -> pump(bytes, child.input())));
  }

  InputStream output() {
    return child.output();
  }

  Optional<String> inputCodec() throws InterruptedException {
    return log.awaitCodec(ChildProcess.GRACE.toMillis());
  }

  String inputDescription() {
    return log.inputDescription();
  }

  /** Whether what FFmpeg reads is bare video, to which it gives times that it makes up. */
  boolean inputHasNoTimes() throws InterruptedException {
    return inputCodec().isPresent() && WITHOUT_TIMES.contains(log.container());
  }

  /** Whether FFmpeg can read its input, but cannot write that as it is. Once it has ended. */
  boolean refusedToWrite() {
    return log.lastErrors().stream().anyMatch(line -> line.contains(REFUSAL));
  }

  IOException explainEnd(FfmpegInput input) throws InterruptedException {
    OptionalInt exitCode = child.awaitExitCode(LAST_WORDS);
    if (child.outgrewMemory()) {
      close();
      return new IOException(FfmpegLimits.outgrown(mostMemoryBytes));
    }
    if (exitCode.isEmpty()) {
      close();
      return new IOException("FFmpeg closed its output, but did not end");
    }
    return FfmpegFailure.of(log.lastErrors(), exitCode.getAsInt(), input);
  }

  @Override
  public void close() {
    child.close();
  }

  private static void pump(InputStream from, OutputStream to) {
    // Without a buffer of its own: what comes in small pieces is not kept waiting.
    byte[] chunk = new byte[CHUNK_BYTES];
    try (to) {
      for (int read = from.read(chunk); read >= 0; read = from.read(chunk)) {
        to.write(chunk, 0, read);
        to.flush();
      }
    } catch (IOException e) {
      // FFmpeg or the source has ended, which the reader of the pictures will notice.
    }
  }
}
