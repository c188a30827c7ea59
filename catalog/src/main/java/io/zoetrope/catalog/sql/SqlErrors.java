package io.zoetrope.catalog.sql;

import java.io.IOException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Makes sentences of what libraries throw. Any thread. */
final class SqlErrors {
  private SqlErrors() {}

  /** What the database said, below what libraries made of it; null if it said nothing. */
  static @Nullable SQLException of(Throwable failure) {
    SQLException found = null;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && (found == null || says(sql))) {
        found = sql;
      }
    }
    return found;
  }

  private static boolean says(SQLException failure) {
    return failure.getSQLState() != null || failure.getErrorCode() != 0;
  }

  static IOException sentence(Dialect engine, Exception failure) {
    if (failure instanceof IOException known) {
      return known;
    }
    SQLException found = of(failure);
    return new IOException(
        found == null
            ? "The catalog cannot be used: " + failure.getMessage()
            : engine.sentence(found),
        failure);
  }

  static boolean isHeld(Dialect engine, Exception failure) {
    SQLException found = of(failure);
    return found != null && engine.isHeld(found);
  }

  static boolean isLost(Dialect engine, Exception failure) {
    SQLException found = of(failure);
    return found != null && engine.isLost(found);
  }
}
