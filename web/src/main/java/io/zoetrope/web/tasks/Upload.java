package io.zoetrope.web.tasks;

import io.zoetrope.tasks.result.NewResult;
import io.zoetrope.tasks.result.ResultType;
import io.zoetrope.tasks.result.Results;
import io.zoetrope.web.http.RefusedException;
import io.zoetrope.web.http.UploadAbortedException;
import io.zoetrope.web.http.UploadTimeoutException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/** Stores the file that a worker sends: whole, or not at all. On virtual threads. */
final class Upload {
  private static final int CHUNK_BYTES = 64 * 1024;

  private Upload() {}

  /** Stores up to so many bytes, and returns how many there were. */
  static long store(Results results, String taskId, ResultType type, InputStream body, long most)
      throws IOException, InterruptedException, RefusedException {
    try (NewResult result = results.begin(taskId, type)) {
      try (OutputStream out = Files.newOutputStream(result.path(), StandardOpenOption.CREATE_NEW)) {
        copy(body, out, most);
      }
      return result.commit();
    } catch (UploadAbortedException e) {
      throw e;
    } catch (UploadTimeoutException e) {
      throw new RefusedException(408, "silent_sender", String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new RefusedException(507, "not_stored", "This file cannot be stored: " + sentence(e));
    }
  }

  private static void copy(InputStream body, OutputStream out, long most)
      throws IOException, RefusedException {
    byte[] chunk = new byte[CHUNK_BYTES];
    long left = most;
    for (int read = body.read(chunk); read >= 0; read = body.read(chunk)) {
      left -= read;
      if (left < 0) {
        throw tooLarge(most);
      }
      out.write(chunk, 0, read);
    }
    if (left == most) {
      throw new RefusedException(400, "empty", "A result has at least one byte.");
    }
  }

  static RefusedException tooLarge(long most) {
    return new RefusedException(
        413, "too_large", "A result has at most %d MB.".formatted(most >> 20));
  }

  private static String sentence(IOException cause) {
    String message = String.valueOf(cause.getMessage());
    // What the system says begins with a path of this machine.
    String end = message.substring(message.lastIndexOf(": ") + 1).strip();
    String text = message.startsWith("/") ? end : message;
    String lower =
        text.isEmpty()
            ? "it failed"
            : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    return lower.endsWith(".") ? lower : lower + ".";
  }
}
