package io.zoetrope.benchmarks.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** For one thread. What a Java server writes of its garbage collections. */
final class PauseLog {
  private static final Pattern PAUSE =
      Pattern.compile("Pause .* (\\d+\\.\\d+)ms$", Pattern.MULTILINE);

  private final Path file;
  private int before;

  PauseLog(Path file) {
    this.file = file;
  }

  /** Makes the virtual machine write it. */
  String option() {
    return "-Xlog:gc:file=\"" + file.toAbsolutePath() + "\"::filecount=0";
  }

  /** From here on pauses count: those of a start, when all is new, are others. */
  void startCounting() {
    before = read().length();
  }

  @Nullable Double longestMillis() {
    String log = read();
    return log.isEmpty() ? null : longestMillis(log.substring(before));
  }

  private String read() {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "";
    }
  }

  /** 0 when there was none. */
  static double longestMillis(String log) {
    OptionalDouble longest =
        PAUSE.matcher(log).results().mapToDouble(pause -> Double.parseDouble(pause.group(1))).max();
    return longest.orElse(0);
  }
}
