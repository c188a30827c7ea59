package io.zoetrope.ffmpeg.program;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Takes the lines that a child process writes to its standard error, on a thread of their own. */
@FunctionalInterface
public interface ProgramLog {
  int LINE_CHARS_KEPT = 1024;

  /** Takes the next line, which is cut where it is too long. */
  void line(String line);

  default void end() {}

  /** Reads to the end, even if nobody wants the lines: a full pipe would stop the child. */
  default void readAll(InputStream from) {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8))) {
      StringBuilder next = new StringBuilder();
      for (int letter = reader.read(); letter >= 0; letter = reader.read()) {
        if (letter == '\n') {
          line(next.toString());
          next.setLength(0);
        } else if (next.length() < LINE_CHARS_KEPT) {
          next.append((char) letter);
        }
      }
      if (!next.isEmpty()) {
        line(next.toString());
      }
    } catch (IOException e) {
      // The child is gone and its pipe with it.
    } finally {
      end();
    }
  }
}
