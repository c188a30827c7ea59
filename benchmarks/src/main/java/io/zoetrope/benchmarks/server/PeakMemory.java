package io.zoetrope.benchmarks.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * For one thread. The most memory that a process and its children had resident, by the kernel's own
 * account, which no moment escapes.
 */
public final class PeakMemory {
  private static final Path PROC = Path.of("/proc");

  private final long pid;

  public PeakMemory(long pid) {
    this.pid = pid;
  }

  /** Forgets what was. */
  public void reset() throws IOException {
    for (long each : processes()) {
      Files.writeString(PROC.resolve(each + "/clear_refs"), "5");
    }
  }

  /** Since the last reset. */
  public long bytes() throws IOException {
    return sum("VmHWM:");
  }

  /** As it is now. */
  public long residentBytes() throws IOException {
    return sum("VmRSS:");
  }

  private long sum(String field) throws IOException {
    long sum = 0;
    for (long each : processes()) {
      sum += field(Files.readString(PROC.resolve(each + "/status")), field);
    }
    return sum;
  }

  static long field(String status, String name) {
    return status
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")) * 1024)
        .findFirst()
        .orElse(0);
  }

  private List<Long> processes() {
    Stream<Long> children =
        ProcessHandle.of(pid).stream().flatMap(ProcessHandle::descendants).map(ProcessHandle::pid);
    return Stream.concat(Stream.of(pid), children).toList();
  }
}
