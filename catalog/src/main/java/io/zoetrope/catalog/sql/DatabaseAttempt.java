package io.zoetrope.catalog.sql;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Something that is done wholly or not at all, so that it can be tried again. Any thread may do so.
 *
 * @param <X> what it throws where trying again would not help
 */
@FunctionalInterface
interface DatabaseAttempt<R, X extends Exception> {
  /** How long another connection may hold the database. */
  Duration PATIENCE = Duration.ofSeconds(5);

  Duration PAUSE = Duration.ofMillis(20);

  R run() throws SQLException, IOException, X;

  /**
   * Tries until no other connection holds the database, even on an interrupted thread. Every
   * statement can find it held, the first of a new connection too, and not for all of them would
   * the database wait by itself.
   */
  default R whenFree(Dialect engine) throws SQLException, IOException, X {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return run();
        } catch (SQLException | RuntimeException e) {
          if (!SqlErrors.isHeld(engine, e) || System.nanoTime() - deadline > 0) {
            throw e;
          }
        }
        try {
          Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
