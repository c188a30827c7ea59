package io.zoetrope.drivers.v4l2;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Which other processes have a device open, as far as this user may know. Any thread. */
final class Holders {
  private final Path proc;

  /**
   * @param proc where the system tells of its processes
   */
  Holders(Path proc) {
    this.proc = proc;
  }

  /**
   * Those that have it open, by the number of their process.
   *
   * @param node the device itself, no link to it
   */
  List<Holder> of(Path node) {
    List<Holder> holders = new ArrayList<>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
      for (Path process : processes) {
        long id = Long.parseLong(process.getFileName().toString());
        if (id != ProcessHandle.current().pid() && hasOpen(process, node)) {
          holders.add(new Holder(id, name(process)));
        }
      }
    } catch (IOException | DirectoryIteratorException | NumberFormatException e) {
      // Not to be known here.
    }
    holders.sort(Comparator.comparingLong(Holder::processId));
    return holders;
  }

  /** As in {@code ffmpeg (process 4711) and motion (process 12)}. */
  static String names(List<Holder> holders) {
    return holders.stream().map(Holder::toString).collect(Collectors.joining(" and "));
  }

  private static boolean hasOpen(Path process, Path node) {
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path descriptor : descriptors) {
        if (pointsTo(descriptor, node)) {
          return true;
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // It belongs to somebody else, or has ended meanwhile.
    }
    return false;
  }

  private static boolean pointsTo(Path descriptor, Path node) {
    try {
      return Files.readSymbolicLink(descriptor).equals(node);
    } catch (IOException e) {
      return false;
    }
  }

  private static String name(Path process) {
    try {
      return Files.readString(process.resolve("comm")).strip();
    } catch (IOException e) {
      return "a program";
    }
  }
}
