package io.zoetrope.recording;

/** A payload that no handler can do anything with; the message says what would be right. */
final class BadPayloadException extends Exception {
  private static final long serialVersionUID = 1;

  BadPayloadException(String message) {
    super(message);
  }
}
