package io.zoetrope.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Says why something cannot be kept in a file or folder, as half a sentence. Nothing is created or
 * changed. Any thread.
 */
public final class WriteAccess {
  /** Files that an earlier run, perhaps by another user, may have left in a data folder. */
  private static final List<String> CONTENT =
      List.of(
          "tasks.db",
          "tasks.db-wal",
          "tasks.db-shm",
          "catalog.db",
          "catalog.db-wal",
          "catalog.db-shm",
          "results",
          "server.lock",
          "work");

  private WriteAccess() {}

  public static Optional<String> faultOfData(Path folder) {
    return faultOfFolder(folder)
        .or(() ->
            CONTENT.stream()
                .flatMap(name -> faultIfThere(folder.resolve(name)).stream())
                .findFirst());
  }

  static Optional<String> faultOfFolder(Path folder) {
    Path there = folder.toAbsolutePath();
    while (!Files.exists(there)) {
      if (Files.isSymbolicLink(there)) {
        return Optional.of("%s is a link to something that is not there".formatted(there));
      }
      Path parent = there.getParent();
      if (parent == null) {
        return Optional.of("there is no %s".formatted(there));
      }
      there = parent;
    }
    return Files.isDirectory(there)
        ? faultIfThere(there)
        : Optional.of("%s is not a folder".formatted(there));
  }

  /** For a SQLite file, which needs others next to it; it need not exist. */
  static Optional<String> faultOfDatabase(Path file) {
    Path absolute = file.toAbsolutePath();
    if (Files.isDirectory(absolute)) {
      return Optional.of("it is a folder");
    }
    Path folder = absolute.getParent();
    return (folder == null ? Optional.<String>empty() : faultOfFolder(folder))
        .or(() -> faultIfThere(absolute));
  }

  private static Optional<String> faultIfThere(Path path) {
    boolean usable =
        Files.isWritable(path) && (!Files.isDirectory(path) || Files.isExecutable(path));
    if (usable || !Files.exists(path)) {
      return Optional.empty();
    }
    return Optional.of(
        isReadOnly(path)
            ? "%s is mounted read-only".formatted(path)
            : "this user may not write to %s".formatted(path));
  }

  private static boolean isReadOnly(Path path) {
    try {
      return Files.getFileStore(path).isReadOnly();
    } catch (IOException e) {
      return false;
    }
  }
}
