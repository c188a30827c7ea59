package io.zoetrope.benchmarks.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** For any thread. What a Java server writes of its garbage collections. */
record PauseLog(Path file) {
  private static final Pattern PAUSE =
      Pattern.compile("Pause .* (\\d+\\.\\d+)ms$", Pattern.MULTILINE);

  /** Makes the virtual machine write it. */
  String option() {
    return "-Xlog:gc:file=\"" + file.toAbsolutePath() + "\"::filecount=0";
  }

  @Nullable Double longestMillis() {
    try {
      return longestMillis(Files.readString(file));
    } catch (IOException e) {
      return null;
    }
  }

  /** 0 when there was none. */
  static double longestMillis(String log) {
    OptionalDouble longest =
        PAUSE.matcher(log).results().mapToDouble(pause -> Double.parseDouble(pause.group(1))).max();
    return longest.orElse(0);
  }
}
