package io.zoetrope.benchmarks.churn;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server that nobody uses still holds.
 *
 * @param minute how long clients had come and gone
 * @param heapBytes that are alive after three full collections
 * @param objects on the heap
 */
public record Held(
    int minute, long clients, long heapBytes, long objects, int descriptors, int threads) {
  private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+(\\d+)\\s+(\\d+)");

  static Held of(long pid, int minute, long clients) throws IOException {
    var _ = jcmd(pid, "GC.run");
    var _ = jcmd(pid, "GC.run");
    String histogram = jcmd(pid, "GC.class_histogram"); // The third.
    Matcher total = total(histogram);
    return new Held(
        minute,
        clients,
        Long.parseLong(total.group(2)),
        Long.parseLong(total.group(1)),
        count(Path.of("/proc/" + pid + "/fd")),
        count(Path.of("/proc/" + pid + "/task")));
  }

  static Matcher total(String histogram) throws IOException {
    Matcher total = TOTAL.matcher(histogram);
    if (!total.find()) {
      throw new IOException("jcmd does not tell what is on the heap: " + histogram.strip());
    }
    return total;
  }

  private static String jcmd(long pid, String command) throws IOException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process process =
        new ProcessBuilder(jcmd.toString(), Long.toString(pid), command)
            .redirectErrorStream(true)
            .start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static int count(Path folder) throws IOException {
    int count = 0;
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path _ : entries) {
        count++;
      }
    }
    return count;
  }
}
