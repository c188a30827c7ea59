package io.zoetrope.app.catalog;

/** Thrown for a payload of an export that is not possible. Its message is a sentence for people. */
final class BadExportException extends Exception {
  private static final long serialVersionUID = 1;

  BadExportException(String message) {
    super(message);
  }
}
