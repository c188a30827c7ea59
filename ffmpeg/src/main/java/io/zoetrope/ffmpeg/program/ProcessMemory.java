package io.zoetrope.ffmpeg.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How much memory processes hold, as Linux says in {@code /proc}. Any thread. */
final class ProcessMemory {
  private static final Path PROC = Path.of("/proc");

  /** What no other process has part in, in memory or swapped out. */
  private static final Pattern OWN = Pattern.compile("(?m)^(?:RssAnon|VmSwap):\\s*(\\d+) kB$");

  private static final int DEEPEST = 8;

  private ProcessMemory() {}

  static boolean isKnown() {
    return Files.isReadable(PROC.resolve("self/status"));
  }

  static long bytesOf(long pid) {
    return bytesOf(String.valueOf(pid), DEEPEST);
  }

  private static long bytesOf(String pid, int deepest) {
    long bytes = 0;
    Matcher own = OWN.matcher(text(pid + "/status"));
    while (own.find()) {
      bytes += Long.parseLong(own.group(1)) << 10;
    }
    if (deepest > 0) {
      for (String child : text("%1$s/task/%1$s/children".formatted(pid)).split(" ", -1)) {
        bytes += child.isBlank() ? 0 : bytesOf(child.strip(), deepest - 1);
      }
    }
    return bytes;
  }

  private static String text(String name) {
    try {
      return Files.readString(PROC.resolve(name));
    } catch (IOException e) {
      return ""; // The process is gone, or this kernel does not have that file.
    }
  }
}
