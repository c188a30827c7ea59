package io.zoetrope.app.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folder in which only this process creates files. One thread uses it. */
final class WorkerFolder implements AutoCloseable {
  private static final String PREFIX = "worker-";

  private final Path path;

  private WorkerFolder(Path path) {
    this.path = path;
  }

  /** Creates it, and removes those of workers that were killed. */
  static WorkerFolder make(Path data) throws IOException {
    Files.createDirectories(data);
    try (Stream<Path> others = Files.list(data)) {
      others.filter(WorkerFolder::isLeftBehind).toList().forEach(WorkerFolder::delete);
    }
    return new WorkerFolder(
        Files.createDirectories(data.resolve(PREFIX + ProcessHandle.current().pid())));
  }

  /**
   * For all workers with this data folder. A server with this folder has another one: it may have
   * another queue, and so would take them for what is left of tasks that have ended.
   */
  static Path ofTimelapses(Path data) {
    return data.resolve("worker-timelapses");
  }

  Path path() {
    return path;
  }

  @Override
  public void close() {
    delete(path);
  }

  private static boolean isLeftBehind(Path folder) {
    String name = folder.getFileName().toString();
    return name.matches(PREFIX + "\\d{1,18}")
        && ProcessHandle.of(Long.parseLong(name.substring(PREFIX.length())))
            .filter(ProcessHandle::isAlive)
            .isEmpty();
  }

  private static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> innermostFirst = all.sorted(Comparator.reverseOrder()).toList();
      for (Path file : innermostFirst) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // It is tried again when the next worker starts.
    }
  }
}
