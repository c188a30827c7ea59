package io.zoetrope.recording;

import io.zoetrope.tasks.result.WriteFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What tasks keep on this machine over restarts: the pictures of each, and the result of one whose
 * end is not yet known to the queue. Any thread may call it; all calls block.
 */
final class WorkFolder {
  private static final String PICTURES = ".pictures";
  private static final String DONE = ".done";
  private static final JsonMapper JSON = new JsonMapper();

  private final Path folder;
  private final Set<String> held = new HashSet<>(); // guarded by this

  WorkFolder(Path folder) {
    this.folder = folder;
  }

  final class Place implements AutoCloseable {
    private final String taskId;

    private Place(String taskId) {
      this.taskId = taskId;
    }

    /** Opens the pictures of the task, or begins with none now; the caller closes them. */
    StoredPictures pictures(Instant now) throws IOException {
      return new StoredPictures(folder, taskId + PICTURES, now);
    }

    Optional<JsonNode> result() throws IOException {
      Path done = folder.resolve(taskId + DONE);
      return Files.exists(done)
          ? Optional.of(JSON.readTree(Files.readString(done)))
          : Optional.empty();
    }

    /** Keeps the result in place of the pictures: should the task be done again, it is done. */
    void finished(JsonNode result) throws IOException {
      Path part = folder.resolve(taskId + DONE + ".part");
      try {
        Files.writeString(part, result.toString(), StandardCharsets.UTF_8);
        Files.move(part, folder.resolve(taskId + DONE), StandardCopyOption.ATOMIC_MOVE);
        Files.deleteIfExists(folder.resolve(taskId + PICTURES));
      } catch (IOException e) {
        Files.deleteIfExists(part);
        throw WriteFailure.explained(e, folder);
      }
    }

    void delete() throws IOException {
      Files.deleteIfExists(folder.resolve(taskId + PICTURES));
      Files.deleteIfExists(folder.resolve(taskId + DONE));
    }

    @Override
    public void close() {
      release(taskId);
    }
  }

  /** Waits until an earlier attempt on this machine has let go of the task's files. */
  Place hold(String taskId) throws IOException, InterruptedException {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw WriteFailure.explained(e, folder);
    }
    synchronized (this) {
      while (!held.add(taskId)) {
        wait();
      }
    }
    return new Place(taskId);
  }

  /** Deletes the files of those tasks that nobody is at and nobody wants any more. */
  void tidy(Predicate<String> wanted) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    List<String> names;
    try (Stream<Path> files = Files.list(folder)) {
      names = files.map(file -> file.getFileName().toString()).toList();
    }
    for (String name : names) {
      int dot = name.indexOf('.');
      boolean ours =
          name.endsWith(PICTURES) || name.endsWith(DONE) || name.endsWith(DONE + ".part");
      if (ours
          && dot > 0
          && !isHeld(name.substring(0, dot))
          && !wanted.test(name.substring(0, dot))) {
        Files.deleteIfExists(folder.resolve(name));
      }
    }
  }

  private synchronized boolean isHeld(String taskId) {
    return held.contains(taskId);
  }

  private synchronized void release(String taskId) {
    held.remove(taskId);
    notifyAll();
  }
}
