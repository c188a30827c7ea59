package io.zoetrope.drivers.ffmpeg;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A running FFmpeg. One thread reads its output; any thread may close it. */
final class FfmpegProcess implements AutoCloseable {
  /**
   * Long enough to say goodbye to a camera (RTSP's TEARDOWN), short enough to stop within a second.
   */
  private static final long GRACE_MILLIS = 600;

  private final Process process;
  private final FfmpegLog log;

  private FfmpegProcess(Process process) {
    this.process = process;
    this.log = new FfmpegLog(process.getErrorStream(), "ffmpeg-log-" + process.pid());
  }

  static FfmpegProcess start(List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectInput(Redirect.from(nullDevice()));
    try {
      return new FfmpegProcess(builder.start());
    } catch (IOException e) {
      throw new IOException("FFmpeg does not start: " + e.getMessage(), e);
    }
  }

  InputStream output() {
    return process.getInputStream();
  }

  /** The codec of the input as FFmpeg names it; waits a moment for FFmpeg to tell. */
  Optional<String> inputCodec() throws InterruptedException {
    return log.awaitCodec(GRACE_MILLIS);
  }

  String inputDescription() {
    return log.inputDescription();
  }

  /** Why the process has ended; ends it if it has not. */
  String explainEnd() throws InterruptedException {
    boolean endedByItself = process.waitFor(GRACE_MILLIS, TimeUnit.MILLISECONDS);
    if (!endedByItself) {
      close();
      return "FFmpeg closed its output, but did not end";
    }
    return FfmpegFailure.explain(log.lastErrors(), process.exitValue());
  }

  /**
   * Ends the process: it is asked first and killed if it does not obey. Returns when it is gone.
   */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(GRACE_MILLIS, TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor(GRACE_MILLIS, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    closeQuietly(process.getInputStream());
    closeQuietly(process.getErrorStream());
  }

  private static void closeQuietly(InputStream stream) {
    try {
      stream.close();
    } catch (IOException e) {
      // It is closed all the same.
    }
  }

  private static java.io.File nullDevice() {
    return new java.io.File(
        System.getProperty("os.name", "").startsWith("Windows") ? "NUL" : "/dev/null");
  }
}
