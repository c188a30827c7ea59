package io.zoetrope.drivers.ffmpeg;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A running FFmpeg. One thread reads its output; any thread may close it. */
final class FfmpegProcess implements AutoCloseable {
  /**
   * Long enough to say goodbye to a camera (RTSP's TEARDOWN), short enough to stop within a second.
   */
  private static final long GRACE_MILLIS = 600;

  /** FFmpeg may close its output and only then say goodbye to a camera that does not answer. */
  private static final long LAST_WORDS_MILLIS = 3000;

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
  String explainEnd(boolean live) throws InterruptedException {
    boolean endedByItself = process.waitFor(LAST_WORDS_MILLIS, TimeUnit.MILLISECONDS);
    if (!endedByItself) {
      close();
      return "FFmpeg closed its output, but did not end";
    }
    return FfmpegFailure.explain(log.lastErrors(), process.exitValue(), live);
  }

  /**
   * Ends the process, and those it has started if it is a script around FFmpeg: they are asked
   * first and killed if they do not obey. Returns when they are gone, also on an interrupted
   * thread, as nobody else may open the device before.
   */
  @Override
  public void close() {
    List<ProcessHandle> family =
        Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
    family.forEach(ProcessHandle::destroy);
    boolean interrupted = awaitEnd();
    family.forEach(ProcessHandle::destroyForcibly);
    interrupted |= awaitEnd();
    closeQuietly(process.getInputStream());
    closeQuietly(process.getErrorStream());
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Waits for the process and for the end of its log, which comes when all who could write into it
   * are gone. Returns whether the thread was interrupted meanwhile, which does not end the wait.
   */
  private boolean awaitEnd() {
    boolean interrupted = false;
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GRACE_MILLIS);
    while (true) {
      try {
        if (process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
          log.awaitEnd(deadline - System.nanoTime());
        }
        return interrupted;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
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
