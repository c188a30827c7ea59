package io.zoetrope.tasks;

/**
 * What keeps the tasks cannot be reached or written: Redis is down, or the disk is full. It is not
 * known whether what was asked for has happened; with an idempotency key it is safe to ask again.
 */
public final class QueueUnavailableException extends RuntimeException {

  /**
   * Makes one.
   *
   * @param message a sentence for people, without secrets
   */
  public QueueUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
