package io.zoetrope.tasks.local;

import io.zoetrope.tasks.QueueUnavailableException;
import java.io.IOException;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Says in a sentence why the file of the tasks cannot be used. */
final class DatabaseFailure {
  private DatabaseFailure() {}

  static QueueUnavailableException of(Throwable cause, String file) {
    if (cause instanceof QueueUnavailableException known) {
      return known;
    }
    return new QueueUnavailableException(sentence(cause, file), cause);
  }

  private static String sentence(Throwable cause, String file) {
    if (cause instanceof IOException) {
      return "Tasks cannot be kept in %s. %s".formatted(file, cause.getMessage());
    }
    return switch (code(cause)) {
      case SQLITE_FULL ->
          "No room is left on the disk for the tasks in %s. Make room, then ask again."
              .formatted(file);
      case SQLITE_BUSY, SQLITE_LOCKED ->
          "The tasks in %s are in use by another server. Give each server a data folder of its own."
              .formatted(file);
      case SQLITE_NOTADB, SQLITE_CORRUPT -> damaged(file);
      case SQLITE_CANTOPEN, SQLITE_READONLY, SQLITE_PERM ->
          "%s cannot be opened for writing. Check who may write in its folder.".formatted(file);
      case SQLITE_IOERR ->
          "The tasks in %s cannot be read or written (%s). Check the disk, then ask again."
              .formatted(file, cause.getMessage());
      default -> "The tasks in %s cannot be reached: %s".formatted(file, cause.getMessage());
    };
  }

  static String damaged(String file) {
    return "%s is damaged, or not a file of tasks. It was left as it is: move it away to start with a new one."
        .formatted(file);
  }

  /** Whether the connection is of no use any more after this. */
  static boolean breaksConnection(Throwable cause) {
    return switch (code(cause)) {
      case SQLITE_IOERR, SQLITE_NOTADB, SQLITE_CORRUPT -> true;
      default -> false;
    };
  }

  /** The main code: extended ones have it in their low byte. */
  private static SQLiteErrorCode code(Throwable cause) {
    return cause instanceof SQLiteException failure
        ? SQLiteErrorCode.getErrorCode(failure.getResultCode().code & 0xff)
        : cause instanceof SQLException failure
            ? SQLiteErrorCode.getErrorCode(failure.getErrorCode() & 0xff)
            : SQLiteErrorCode.UNKNOWN_ERROR;
  }
}
