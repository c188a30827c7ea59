package io.zoetrope.tasks;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where a task is in its life. */
public enum TaskState {
  /** Waits for a worker: new, delayed, or to be tried again. */
  QUEUED(false),
  /** A worker is at it. */
  RUNNING(false),
  /** It has its result. */
  DONE(true),
  /** Cannot succeed, as its handler said: it is not tried again. */
  FAILED(true),
  /** Failed for good: every attempt has failed, or its deadline has passed. */
  DEAD(true),
  /** Somebody cancelled it. */
  CANCELLED(true);

  private final boolean ended;

  TaskState(boolean ended) {
    this.ended = ended;
  }

  /** Whether nothing will happen to it any more. */
  public boolean ended() {
    return ended;
  }

  /** The state in one lower-case word. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The state with this label. */
  public static Optional<TaskState> of(String label) {
    return Arrays.stream(values()).filter(state -> state.label().equals(label)).findFirst();
  }
}
