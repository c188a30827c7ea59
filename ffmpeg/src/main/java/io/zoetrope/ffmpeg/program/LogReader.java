package io.zoetrope.ffmpeg.program;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Reads the lines that a child process writes as its log, on a thread of its own, as nobody reading
 * would stop the child. Any thread may wait for the end.
 */
public final class LogReader {
  private static final int LINE_CHARS_KEPT = 1024;

  private final Thread thread;

  /**
   * Starts to read.
   *
   * @param lines is given each line, cut where it is too long, on the reader's thread
   * @param atEnd runs there when no more will come
   */
  public LogReader(InputStream log, String threadName, Consumer<String> lines, Runnable atEnd) {
    thread =
        Thread.ofPlatform().daemon().name(threadName).unstarted(() -> readAll(log, lines, atEnd));
    thread.start();
  }

  /** Waits for the end of the log, which comes when all who could write into it are gone. */
  public void awaitEnd(Duration atMost) throws InterruptedException {
    thread.join(atMost);
  }

  private static void readAll(InputStream log, Consumer<String> lines, Runnable atEnd) {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(log, StandardCharsets.UTF_8))) {
      StringBuilder line = new StringBuilder();
      for (int next = reader.read(); next >= 0; next = reader.read()) {
        if (next == '\n') {
          lines.accept(line.toString());
          line.setLength(0);
        } else if (line.length() < LINE_CHARS_KEPT) {
          line.append((char) next);
        }
      }
      if (!line.isEmpty()) {
        lines.accept(line.toString());
      }
    } catch (IOException e) {
      // The child is gone and its pipe with it.
    } finally {
      atEnd.run();
    }
  }
}
