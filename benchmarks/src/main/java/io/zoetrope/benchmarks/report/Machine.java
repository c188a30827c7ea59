package io.zoetrope.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the figures were measured on. */
public record Machine(String processor, int cores, String system, String java) {
  public static Machine here() {
    List<String> lines = cpuinfo();
    // Not what the runtime says: it counts the cores left to this process, which may have pinned
    // itself.
    int cores = (int) lines.stream().filter(line -> line.startsWith("processor")).count();
    return new Machine(
        lines.stream()
            .filter(line -> line.startsWith("model name"))
            .map(line -> line.substring(line.indexOf(':') + 1).trim())
            .findFirst()
            .orElse(System.getProperty("os.arch")),
        cores > 0 ? cores : Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        Runtime.version().toString());
  }

  private static List<String> cpuinfo() {
    try {
      return Files.readAllLines(Path.of("/proc/cpuinfo"));
    } catch (IOException e) {
      return List.of();
    }
  }

  public String line() {
    return processor + ", " + cores + " cores, " + system + ", Java " + java;
  }
}
