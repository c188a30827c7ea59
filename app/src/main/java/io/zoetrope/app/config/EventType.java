package io.zoetrope.app.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Kinds of what happens. */
public enum EventType {
  /** A task has changed its state, or come further. */
  TASK,
  /** A camera has changed its state. */
  CAMERA,
  /** The number of a camera's viewers has changed. */
  VIEWERS;

  static final String LABELS =
      String.join(", ", Arrays.stream(values()).map(EventType::label).toList());

  /** The {@code type} of its news. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind with this label. */
  static Optional<EventType> of(String label) {
    return Arrays.stream(values()).filter(type -> type.label().equals(label)).findFirst();
  }
}
