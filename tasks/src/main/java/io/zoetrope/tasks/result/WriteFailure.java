package io.zoetrope.tasks.result;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** Says in a sentence for people why a file could not be written. Any thread. */
public final class WriteFailure {
  private WriteFailure() {}

  /**
   * The same failure, with a message that says what is wrong: that of the system is often no more
   * than the name of the file.
   *
   * @param folder that was written to, or a file in it
   * @return a {@link NoRoomException} if the disk is full
   */
  public static IOException explained(IOException failure, Path folder) {
    if (failure instanceof NoRoomException) {
      return failure;
    }
    if (NoRoomException.isFull(failure.getMessage(), folder)) {
      return new NoRoomException(folder, failure);
    }
    String told = String.valueOf(failure.getMessage());
    if (told.contains("Read-only file system")) {
      return new IOException("%s is on a disk that can only be read.".formatted(folder), failure);
    }
    if (failure instanceof AccessDeniedException || told.contains("Permission denied")) {
      return new IOException("This user may not write to %s.".formatted(folder), failure);
    }
    if (failure instanceof FileSystemException named && named.getReason() == null) {
      return new IOException("%s cannot be written.".formatted(folder), failure);
    }
    return failure;
  }
}
