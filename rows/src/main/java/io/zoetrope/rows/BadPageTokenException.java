package io.zoetrope.rows;

/** Thrown for what is no position in a table. */
public final class BadPageTokenException extends Exception {

  /** Its message is a sentence for people. */
  public BadPageTokenException(String message) {
    super(message);
  }
}
