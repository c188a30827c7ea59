package io.zoetrope.core.camera;

import java.time.Instant;

/** Where a camera is in its life. Idle means closed: the device is free for others. */
public sealed interface CameraState {

  /** When this state began; for {@link Retrying}, when the trouble began. */
  Instant since();

  /** The state in one lower-case word. */
  default String label() {
    return switch (this) {
      case Idle _ -> "idle";
      case Starting _ -> "starting";
      case Live _ -> "live";
      case Lingering _ -> "lingering";
      case Retrying _ -> "retrying";
    };
  }

  /** Closed, because nobody watches. */
  record Idle(Instant since) implements CameraState {}

  /** Opening, because somebody watches; no picture yet. */
  record Starting(Instant since) implements CameraState {}

  /** Open, with pictures coming. */
  record Live(Instant since) implements CameraState {}

  /** Still open, though nobody watches, for somebody who may come back soon. */
  record Lingering(Instant since, Instant until) implements CameraState {}

  /**
   * Failed, and about to be opened again.
   *
   * @param attempts how often in a row it has failed
   * @param reason a sentence for people
   */
  record Retrying(Instant since, int attempts, Instant nextAttempt, String reason)
      implements CameraState {}
}
