package io.zoetrope.benchmarks.server;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** For any thread. Reads what Linux tells of a process; a process that is gone has used nothing. */
final class ProcFiles {
  private final Path root;

  ProcFiles(Path root) {
    this.root = root;
  }

  /** User and system time in clock ticks, and the number of threads. */
  record Stat(long ticks, int threads) {
    static final Stat GONE = new Stat(0, 0);
  }

  Stat stat(long pid) {
    try {
      return parseStat(Files.readString(root.resolve(pid + "/stat")));
    } catch (IOException e) {
      return Stat.GONE;
    }
  }

  /** The name in parentheses may hold anything, so fields are counted from the last closing one. */
  static Stat parseStat(String text) {
    String[] fields = text.substring(text.lastIndexOf(')') + 2).trim().split(" ", -1);
    return new Stat(
        Long.parseLong(fields[11]) + Long.parseLong(fields[12]), Integer.parseInt(fields[17]));
  }

  long residentBytes(long pid) {
    return status(pid, "VmRSS:");
  }

  /** Those of them that are of files. */
  long residentFileBytes(long pid) {
    return status(pid, "RssFile:");
  }

  private long status(long pid, String key) {
    try {
      return parseStatus(Files.readString(root.resolve(pid + "/status")), key);
    } catch (IOException e) {
      return 0;
    }
  }

  static long parseStatus(String text, String key) {
    return text.lines()
        .filter(line -> line.startsWith(key))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")) * 1024)
        .findFirst()
        .orElse(0);
  }

  /**
   * How long all threads of the process together were ready to run and had no core, in nanoseconds.
   */
  long waitedNanos(long pid) {
    long sum = 0;
    try (DirectoryStream<Path> tasks = Files.newDirectoryStream(root.resolve(pid + "/task"))) {
      for (Path task : tasks) {
        sum += waitedNanos(task.resolve("schedstat"));
      }
    } catch (IOException e) {
      return sum;
    }
    return sum;
  }

  /** How many threads have a name that starts so. */
  int threadsNamed(long pid, String start) {
    int count = 0;
    try (DirectoryStream<Path> tasks = Files.newDirectoryStream(root.resolve(pid + "/task"))) {
      for (Path task : tasks) {
        count += name(task.resolve("comm")).startsWith(start) ? 1 : 0;
      }
    } catch (IOException e) {
      return count;
    }
    return count;
  }

  private static String name(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "";
    }
  }

  private static long waitedNanos(Path file) {
    try {
      return Long.parseLong(Files.readString(file).trim().split(" ", 3)[1]);
    } catch (IOException e) {
      return 0;
    }
  }
}
