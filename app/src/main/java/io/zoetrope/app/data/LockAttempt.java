package io.zoetrope.app.data;

/** What became of an attempt to lock a file. */
sealed interface LockAttempt {

  /** It is ours until we close it. */
  record Locked(LockFile file) implements LockAttempt {}

  /** Somebody else has it. */
  record HeldBy(String other) implements LockAttempt {}

  /** The file cannot be made or opened. */
  record NoFile(String reason) implements LockAttempt {}

  /** Its file system knows no locks. */
  record Unsupported(String reason) implements LockAttempt {}
}
