package io.zoetrope.tasks;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Which of the waiting tasks goes first; among equals it is the older one. */
public enum Priority {
  HIGH,
  NORMAL,
  LOW;

  /** The priority in one lower-case word. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The priority with this label. */
  public static Optional<Priority> of(String label) {
    return Arrays.stream(values()).filter(priority -> priority.label().equals(label)).findFirst();
  }
}
