package io.zoetrope.tasks.local;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Something that a caller wants done with the file, and waits for. The writer's thread runs it,
 * perhaps several times until its transaction goes through; any thread may wait for the result.
 */
final class DatabaseCommand<T> {

  /** What a command does: null when it must wait until something has changed. */
  @FunctionalInterface
  interface Work<T> {
    @Nullable T run(TaskTables tables) throws SQLException;
  }

  private final Work<T> work;
  private final @Nullable Predicate<TaskTables> until;
  private final boolean makesFile;
  private final @Nullable T withoutFile;
  private final CompletableFuture<@Nullable T> result = new CompletableFuture<>();
  private @Nullable T outcome;

  /**
   * @param until when one that must wait is run again; null if it never waits, and may return null
   * @param makesFile whether the file is made for it, if there is none
   * @param withoutFile its result when there is no file; null when it must wait
   */
  DatabaseCommand(
      Work<T> work,
      @Nullable Predicate<TaskTables> until,
      boolean makesFile,
      @Nullable T withoutFile) {
    this.work = work;
    this.until = until;
    this.makesFile = makesFile;
    this.withoutFile = withoutFile;
  }

  /** Whether one that waits can go on after what this transaction has changed. */
  boolean canGoOn(TaskTables tables) {
    return until != null && until.test(tables);
  }

  boolean makesFile() {
    return makesFile;
  }

  /** Runs it; false when it must wait. */
  boolean run(@Nullable TaskTables tables) throws SQLException {
    outcome = tables == null ? withoutFile : work.run(tables);
    return outcome != null || until == null;
  }

  /** Hands over what the last run has brought. */
  void complete() {
    result.complete(outcome);
  }

  void giveUp() {
    result.complete(null);
  }

  void fail(RuntimeException failure) {
    result.completeExceptionally(failure);
  }

  CompletableFuture<@Nullable T> result() {
    return result;
  }
}
