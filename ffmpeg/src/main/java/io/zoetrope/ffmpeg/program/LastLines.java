package io.zoetrope.ffmpeg.program;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Keeps the last lines of a log that may be endless. Any thread. */
public final class LastLines implements ProgramLog {
  private final int most;
  private final Deque<String> lines = new ArrayDeque<>(); // guarded by this

  public LastLines(int most) {
    this.most = most;
  }

  @Override
  public synchronized void line(String line) {
    if (!line.isBlank()) {
      if (lines.size() == most) {
        lines.remove();
      }
      lines.add(line.strip());
    }
  }

  public synchronized List<String> get() {
    return List.copyOf(lines);
  }
}
