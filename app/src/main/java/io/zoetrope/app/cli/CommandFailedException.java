package io.zoetrope.app.cli;

/** A command could not do its job; the message is one line that says why and what to do. */
public final class CommandFailedException extends Exception {
  private static final long serialVersionUID = 1;

  private final int exitCode;
  private String advice = "";

  public CommandFailedException(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  public void advise(String sentence) {
    advice = sentence;
  }

  String advice() {
    return advice;
  }

  int exitCode() {
    return exitCode;
  }
}
