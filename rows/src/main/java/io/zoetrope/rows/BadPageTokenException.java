package io.zoetrope.rows;

/** Thrown for a text that is not a position in a table. */
public final class BadPageTokenException extends Exception {

  /** Its message is a sentence for people. */
  public BadPageTokenException(String message) {
    super(message);
  }
}
