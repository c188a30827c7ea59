package io.zoetrope.app.config;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** Kinds of what happens. */
public enum EventType {
  /** A camera has failed, or is back. */
  CAMERA_TROUBLE("camera.trouble"),
  /** A task has ended, well or not. */
  TASK_ENDED("task.ended"),
  /** A camera has changed its state. */
  CAMERA("camera"),
  /** The number of a camera's viewers has changed. */
  VIEWERS("viewers"),
  /** A task has changed its state, or come further. */
  TASK("task");

  /** What people want to know of unless they say otherwise. */
  public static final Set<EventType> USUAL = Set.of(CAMERA_TROUBLE, TASK_ENDED);

  static final String LABELS =
      String.join(", ", Arrays.stream(values()).map(EventType::label).toList());

  private final String label;

  EventType(String label) {
    this.label = label;
  }

  /** The {@code type} of its events. */
  public String label() {
    return label;
  }

  /** The kind with this label. */
  static Optional<EventType> of(String label) {
    return Arrays.stream(values()).filter(type -> type.label.equals(label)).findFirst();
  }
}
