package io.zoetrope.ffmpeg.program;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * Reads the lines of a log to its end. They are read even if nobody wants them: a full pipe would
 * stop the child.
 */
record LogReader(InputStream from, ProgramLog log) implements Runnable {
  private static final int LINE_CHARS_KEPT = 1024;

  @Override
  public void run() {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8))) {
      StringBuilder line = new StringBuilder();
      for (int next = reader.read(); next >= 0; next = reader.read()) {
        if (next == '\n') {
          log.line(line.toString());
          line.setLength(0);
        } else if (line.length() < LINE_CHARS_KEPT) {
          line.append((char) next);
        }
      }
      if (!line.isEmpty()) {
        log.line(line.toString());
      }
    } catch (IOException e) {
      // The child is gone and its pipe with it.
    } finally {
      log.end();
    }
  }
}
