package io.zoetrope.app.config;

/**
 * The user's configuration cannot be right; the message is one line that says where, what, and what
 * would be right.
 */
public final class BadConfigException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final boolean placed;

  public BadConfigException(String message) {
    this(message, false);
  }

  private BadConfigException(String message, boolean placed) {
    super(message);
    this.placed = placed;
  }

  /** An error in a file. */
  static BadConfigException at(String file, int line, String problem) {
    return new BadConfigException("%s:%d: %s".formatted(file, line, problem), true);
  }

  /** Whether it says already where in a file the error is. */
  boolean isPlaced() {
    return placed;
  }
}
