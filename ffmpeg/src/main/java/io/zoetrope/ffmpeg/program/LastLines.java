package io.zoetrope.ffmpeg.program;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** Keeps the last lines of a log that may be endless. Any thread. */
public final class LastLines implements Consumer<String> {
  private final int most;
  private final Deque<String> lines = new ArrayDeque<>(); // guarded by itself

  public LastLines(int most) {
    this.most = most;
  }

  @Override
  public void accept(String line) {
    if (line.isBlank()) {
      return;
    }
    synchronized (lines) {
      if (lines.size() == most) {
        lines.remove();
      }
      lines.add(line.strip());
    }
  }

  /** Oldest first. */
  public List<String> get() {
    synchronized (lines) {
      return List.copyOf(lines);
    }
  }
}
