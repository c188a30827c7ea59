package io.zoetrope.benchmarks;

import io.zoetrope.benchmarks.report.Report;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** One thing that {@code ./bench} can measure. */
interface Command {
  String name();

  /** What it measures, in one line. */
  String summary();

  /** Its options, one a line, as help shows them. */
  String options();

  /**
   * Measures, in the thread that calls.
   *
   * @param words what stood behind the name
   * @param root of the project
   * @param progress is told what goes on
   */
  Report run(List<String> words, Path root, PrintStream progress)
      throws IOException, UsageException;
}
