package io.zoetrope.benchmarks.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the server with its demo camera and an empty data folder keeps in memory, in bytes, when
 * nobody has asked it for anything.
 *
 * @param files the part that is pages of files, which the kernel may drop and read again
 */
public record DemoMemory(long seconds, long resident, long files) {

  /** Starts a server, leaves it alone for that long, and stops it. For one thread. */
  public static DemoMemory of(ZoetropeServer server, int seconds) throws IOException {
    Path data = Files.createTempDirectory("zoetrope-bench-demo-");
    try (ChildServer started =
        server.startAsUsersDo(List.of(), List.of("--data", data.toString()))) {
      ServerApi.rest(seconds);
      return new DemoMemory(
          seconds,
          ProcFiles.HERE.residentBytes(started.pid()),
          ProcFiles.HERE.residentFileBytes(started.pid()));
    } finally {
      try (Stream<Path> files = Files.walk(data)) {
        for (Path file : files.toList().reversed()) {
          Files.delete(file);
        }
      }
    }
  }
}
