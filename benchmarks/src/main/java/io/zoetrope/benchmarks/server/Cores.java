package io.zoetrope.benchmarks.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * For any thread. Which core the server gets and which the load, where the system lets us choose.
 */
public record Cores(boolean pinned, int server, int load, String note) {

  /** Takes the first two cores this process may use, and moves this process to the second. */
  public static Cores apart() {
    List<Integer> allowed = allowed();
    if (allowed.size() < 2) {
      return unpinned("one core only: server and load share it");
    }
    Cores cores = new Cores(true, allowed.get(0), allowed.get(1), "");
    return cores.moveThisProcess()
        ? cores
        : unpinned("no taskset here: server and load run on any core");
  }

  public static Cores unpinned(String note) {
    return new Cores(false, 0, 0, note);
  }

  public List<String> onServerCore(List<String> command) {
    Stream<String> pin = pinned ? Stream.of("taskset", "-c", "" + server) : Stream.empty();
    return Stream.concat(pin, command.stream()).toList();
  }

  private boolean moveThisProcess() {
    String self = Long.toString(ProcessHandle.current().pid());
    try {
      Process taskset =
          new ProcessBuilder("taskset", "-a", "-p", "-c", "" + load, self)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return taskset.waitFor(10, TimeUnit.SECONDS) && taskset.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static List<Integer> allowed() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines
          .filter(line -> line.startsWith("Cpus_allowed_list:"))
          .map(line -> parseList(line.substring(line.indexOf(':') + 1)))
          .findFirst()
          .orElse(List.of());
    } catch (IOException e) {
      return List.of();
    }
  }

  /** A list as the kernel writes it: {@code 0-3,8}. */
  static List<Integer> parseList(String text) {
    List<Integer> cores = new ArrayList<>();
    for (String range : text.trim().split(",", -1)) {
      String[] ends = range.split("-", -1);
      for (int i = Integer.parseInt(ends[0]); i <= Integer.parseInt(ends[ends.length - 1]); i++) {
        cores.add(i);
      }
    }
    return cores;
  }
}
