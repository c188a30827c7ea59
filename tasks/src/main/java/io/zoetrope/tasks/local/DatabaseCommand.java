package io.zoetrope.tasks.local;

import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
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

  /** What a command that must wait waits for. */
  sealed interface Until {
    /** It does not wait: null is its result. */
    record Never() implements Until {}

    /** Until a task of these kinds is due. */
    record Due(Set<String> kinds) implements Until {}

    /** Until the queue has room. */
    record Room() implements Until {}

    /** Until this task has ended. */
    record Ended(String id) implements Until {}
  }

  private final Work<T> work;
  private final Until until;
  private final boolean makesFile;
  private final @Nullable T withoutFile;
  private final CompletableFuture<@Nullable T> result = new CompletableFuture<>();
  private @Nullable T outcome;

  /**
   * Makes one.
   *
   * @param makesFile whether the file is made for it, if there is none
   * @param withoutFile its result when there is no file; null when it must wait
   */
  DatabaseCommand(Work<T> work, Until until, boolean makesFile, @Nullable T withoutFile) {
    this.work = work;
    this.until = until;
    this.makesFile = makesFile;
    this.withoutFile = withoutFile;
  }

  Until until() {
    return until;
  }

  boolean makesFile() {
    return makesFile;
  }

  /** Runs it; false when it must wait. */
  boolean run(@Nullable TaskTables tables) throws SQLException {
    outcome = tables == null ? withoutFile : work.run(tables);
    return outcome != null || until instanceof Until.Never;
  }

  /** Hands over what the last run has brought. */
  void complete() {
    result.complete(outcome);
  }

  /** Its caller waits no longer. */
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
