package io.zoetrope.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the figures were measured on. */
record BenchMachine(String processor, int cores, String system, String java) {

  static BenchMachine here() {
    List<String> lines = cpuinfo();
    // The runtime counts only the cores that this process may use, and it may have pinned itself.
    int cores = (int) lines.stream().filter(line -> line.startsWith("processor")).count();
    return new BenchMachine(
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

  String line() {
    return processor + ", " + cores + " cores, " + system + ", Java " + java;
  }
}
