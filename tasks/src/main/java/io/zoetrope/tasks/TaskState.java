package io.zoetrope.tasks;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
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

  /** A map that can be changed, with no task in any state. */
  public static Map<TaskState, Long> noTasks() {
    return new EnumMap<>(Arrays.stream(values()).collect(toMap(identity(), _ -> 0L)));
  }

  /** The state with this label. */
  public static Optional<TaskState> of(String label) {
    return Arrays.stream(values()).filter(state -> state.label().equals(label)).findFirst();
  }
}
