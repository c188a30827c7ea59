package io.zoetrope.ffmpeg.program;

/** Takes the lines that a child process writes to its standard error, on a thread of their own. */
@FunctionalInterface
public interface ProgramLog {
  /** Takes the next line, which is cut where it is too long. */
  void line(String line);

  default void end() {}
}
