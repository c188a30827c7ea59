package io.zoetrope.web.cameras;

/** What is wanted of a control cannot be; the message is a sentence that says what can. */
final class BadChangeException extends Exception {
  private static final long serialVersionUID = 1;

  BadChangeException(String message) {
    super(message);
  }
}
