package io.zoetrope.drivers.v4l2;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which processes have a device open, as far as this user may know. The FFmpeg of a Zoetrope counts
 * as that: ending FFmpeg alone would not help, because it is started again. Any thread.
 */
final class DeviceHolders {
  private static final int MOST_ANCESTORS = 4;

  private final Path proc;
  private final long self = ProcessHandle.current().pid();

  DeviceHolders(Path proc) {
    this.proc = proc;
  }

  /**
   * Those that have the node, not a link to it, open, by the number of their process; this process
   * only if a child of its own is one.
   */
  List<DeviceHolder> of(Path node) {
    try (Stream<Path> processes = Files.list(proc)) {
      return processes
          .filter(process -> process.getFileName().toString().matches("\\d{1,18}"))
          .filter(process -> hasOpen(process, node))
          .map(process -> Long.parseLong(process.getFileName().toString()))
          .filter(id -> id != self)
          .map(this::responsible)
          .distinct()
          .sorted(Comparator.comparingLong(DeviceHolder::processId))
          .toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of(); // Not to be known here.
    }
  }

  boolean thisProcessHas(Path node) {
    return hasOpen(proc.resolve(String.valueOf(self)), node);
  }

  private DeviceHolder responsible(long id) {
    long ancestor = parent(id);
    for (int depth = 0; depth < MOST_ANCESTORS && ancestor > 1; depth++) {
      if (ancestor == self || isZoetrope(ancestor)) {
        return new DeviceHolder(ancestor, "Zoetrope");
      }
      ancestor = parent(ancestor);
    }
    return new DeviceHolder(id, name(proc.resolve(String.valueOf(id))));
  }

  private boolean isZoetrope(long id) {
    String command = LinuxSystem.text(proc.resolve(id + "/cmdline"));
    return Arrays.stream(command.split("\0", -1))
        .anyMatch(word -> word.endsWith("/zoetrope.jar") || word.startsWith("io.zoetrope."));
  }

  private long parent(long id) {
    String status = LinuxSystem.text(proc.resolve(id + "/stat"));
    // The name before it may hold anything.
    String[] words = status.substring(status.lastIndexOf(')') + 1).trim().split(" ", -1);
    return words.length < 2 ? 0 : Long.parseLong(words[1]);
  }

  /** As in {@code ffmpeg (process 4711) and motion (process 12)}. */
  static String names(List<DeviceHolder> holders) {
    return holders.stream().map(DeviceHolder::toString).collect(Collectors.joining(" and "));
  }

  private static boolean hasOpen(Path process, Path node) {
    try (Stream<Path> descriptors = Files.list(process.resolve("fd"))) {
      return descriptors.anyMatch(descriptor -> pointsTo(descriptor, node));
    } catch (IOException | UncheckedIOException e) {
      return false; // It belongs to somebody else, or has ended meanwhile.
    }
  }

  private static boolean pointsTo(Path descriptor, Path node) {
    try {
      return Files.readSymbolicLink(descriptor).equals(node);
    } catch (IOException e) {
      return false;
    }
  }

  private static String name(Path process) {
    String name = LinuxSystem.text(process.resolve("comm")).strip();
    return name.isEmpty() ? "a program" : name;
  }
}
