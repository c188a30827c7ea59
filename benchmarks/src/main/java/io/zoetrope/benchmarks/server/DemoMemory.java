package io.zoetrope.benchmarks.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What the server with its demo camera and an empty data folder keeps in memory, in bytes, when
 * nobody has asked it for anything. Of that, {@code files} are pages of files, which the kernel may
 * drop and read again.
 */
public record DemoMemory(long seconds, long resident, long files) {
  private static final Duration WITHIN = Duration.ofMinutes(3);

  /** Starts a server, leaves it alone for that long, and stops it. For one thread. */
  public static DemoMemory of(ZoetropeServer server, int seconds) throws IOException {
    Path data = Files.createTempDirectory("zoetrope-bench-demo-");
    try {
      return of(server, data, seconds);
    } finally {
      try (Stream<Path> files = Files.list(data)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(data);
    }
  }

  private static DemoMemory of(ZoetropeServer server, Path data, int seconds) throws IOException {
    List<String> command =
        Commands.join(server.serve(0, List.of()), List.of("--data", data.toString()));
    Path log = server.logs().resolve("demo.log");
    ProcFiles files = new ProcFiles(Path.of("/proc"));
    try (TimedStart start = TimedStart.of(command, Starts.READY, log, WITHIN)) {
      TimeUnit.SECONDS.sleep(seconds);
      long pid = start.process().pid();
      return new DemoMemory(seconds, files.residentBytes(pid), files.residentFileBytes(pid));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
