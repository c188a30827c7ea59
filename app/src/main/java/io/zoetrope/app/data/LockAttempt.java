package io.zoetrope.app.data;

/** The outcome of an attempt to lock a file. */
sealed interface LockAttempt {

  /** We hold the lock until we close the file. */
  record Locked(LockFile file) implements LockAttempt {}

  /** Somebody else has it. */
  record HeldBy(String other) implements LockAttempt {}

  /** The file cannot be made or opened. */
  record NoFile(String reason) implements LockAttempt {}

  /** Its file system does not support locks. */
  record Unsupported(String reason) implements LockAttempt {}
}
