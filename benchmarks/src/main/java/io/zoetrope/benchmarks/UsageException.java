package io.zoetrope.benchmarks;

/** The command line makes no sense; the message is one line for the person who typed it. */
final class UsageException extends Exception {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
