package io.zoetrope.app.config;

/**
 * The user's configuration cannot be right; the message is one line that says where, what, and what
 * would be right.
 */
public final class BadConfigException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public BadConfigException(String message) {
    super(message);
  }
}
