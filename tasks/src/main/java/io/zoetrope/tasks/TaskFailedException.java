package io.zoetrope.tasks;

/** The task cannot succeed, however often it is tried. */
public final class TaskFailedException extends Exception {

  /**
   * Makes one.
   *
   * @param message a sentence for people that says what to do, without secrets
   */
  public TaskFailedException(String message) {
    super(message);
  }
}
