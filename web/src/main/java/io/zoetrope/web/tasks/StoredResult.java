package io.zoetrope.web.tasks;

import io.zoetrope.tasks.Task;
import io.zoetrope.tasks.result.ResultFile;
import io.zoetrope.tasks.result.ResultType;
import io.zoetrope.web.http.RefusedException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * A result's file, open: what is deleted meanwhile is still sent to its end. Opened on a virtual
 * thread; whoever opens it closes it, on any thread.
 */
record StoredResult(FileChannel file, long size, String etag, ResultType type, String name)
    implements Closeable {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  /** Refuses one that is not kept any more. */
  static StoredResult open(Task task, ResultFile result) throws IOException, RefusedException {
    FileChannel file;
    try {
      file = FileChannel.open(result.path(), StandardOpenOption.READ);
    } catch (NoSuchFileException e) {
      throw gone();
    }
    try {
      Instant written = Files.getLastModifiedTime(result.path()).toInstant();
      long size = file.size();
      String etag =
          "\"%x-%x\"".formatted(written.getEpochSecond() * 1_000_000_000 + written.getNano(), size);
      return new StoredResult(file, size, etag, result.type(), name(task, result.type()));
    } catch (NoSuchFileException e) {
      file.close();
      throw gone();
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  static RefusedException gone() {
    return new RefusedException(
        410, "not_kept", "The file of this task has been deleted: it was too old or too large.");
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      // It was read only.
    }
  }

  /** Such as {@code door-clip-20261121-134112.mp4}. */
  private static String name(Task task, ResultType type) {
    String camera = task.payload().path("camera").asString("").replaceAll("[^A-Za-z0-9_-]", "_");
    String start = camera.isEmpty() ? "" : camera + "-";
    return start + task.kind() + "-" + TIME.format(task.submitted()) + "." + type.extension();
  }
}
