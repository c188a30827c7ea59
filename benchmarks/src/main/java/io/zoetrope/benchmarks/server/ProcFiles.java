package io.zoetrope.benchmarks.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** For any thread. Reads what Linux says about a process; a process that is gone uses nothing. */
public record ProcFiles(Path root) {
  public static final ProcFiles HERE = new ProcFiles(Path.of("/proc"));

  public long residentBytes(long pid) {
    return 1024 * status(pid, "VmRSS:");
  }

  /** The part of the resident memory that the kernel may drop and read from files again. */
  public long residentFileBytes(long pid) {
    return 1024 * status(pid, "RssFile:");
  }

  int threads(long pid) {
    return (int) status(pid, "Threads:");
  }

  private long status(long pid, String key) {
    return read(root.resolve(pid + "/status"))
        .lines()
        .filter(line -> line.startsWith(key))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")))
        .findFirst()
        .orElse(0);
  }

  /** How long all threads together were ready to run and had no core, in nanoseconds. */
  long waitedNanos(long pid) {
    return sumOfThreads(
        pid,
        thread -> {
          String[] words = read(thread.resolve("schedstat")).split(" ", 3);
          return words.length < 2 ? 0 : Long.parseLong(words[1]);
        });
  }

  /** How many threads have a name that starts like this. */
  int threadsNamed(long pid, String start) {
    return (int)
        sumOfThreads(pid, thread -> read(thread.resolve("comm")).startsWith(start) ? 1 : 0);
  }

  private long sumOfThreads(long pid, ToLongFunction<Path> value) {
    try (Stream<Path> threads = Files.list(root.resolve(pid + "/task"))) {
      return threads.mapToLong(value).sum();
    } catch (IOException | UncheckedIOException e) {
      return 0;
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "";
    }
  }
}
