package io.zoetrope.rows;

/** Thrown for what is no position in a table. */
public final class BadPositionException extends Exception {

  /** Its message is a sentence for people. */
  public BadPositionException(String message) {
    super(message);
  }
}
