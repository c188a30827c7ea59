package io.zoetrope.benchmarks.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * For any thread. Which core the server gets and which the load, where the system has a say in
 * that.
 */
public record Cores(boolean pinned, int server, int load, String note) {

  /** Takes the first two cores this process may use, and moves this process to the second. */
  public static Cores apart() {
    List<Integer> allowed = allowed();
    if (allowed.size() < 2) {
      return unpinned("one core only: server and load share it");
    }
    Cores cores = new Cores(true, allowed.get(0), allowed.get(1), "");
    String self = Long.toString(ProcessHandle.current().pid());
    if (!Commands.works("taskset", "-a", "-p", "-c", Integer.toString(cores.load), self)) {
      return unpinned("no taskset here: server and load run on any core");
    }
    return cores;
  }

  public static Cores unpinned(String note) {
    return new Cores(false, 0, 0, note);
  }

  public List<String> onServerCore(List<String> command) {
    return pinned
        ? Commands.join(List.of("taskset", "-c", Integer.toString(server)), command)
        : command;
  }

  private static List<Integer> allowed() {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("Cpus_allowed_list:"))
          .map(line -> line.substring(line.indexOf(':') + 1).trim())
          .findFirst()
          .map(Cores::parseList)
          .orElse(List.of());
    } catch (IOException e) {
      return List.of();
    }
  }

  /** A list as the kernel writes it: {@code 0-3,8}. */
  static List<Integer> parseList(String text) {
    List<Integer> cores = new ArrayList<>();
    for (String range : text.split(",", -1)) {
      String[] ends = range.trim().split("-", -1);
      for (int i = Integer.parseInt(ends[0]); i <= Integer.parseInt(ends[ends.length - 1]); i++) {
        cores.add(i);
      }
    }
    return cores;
  }
}
