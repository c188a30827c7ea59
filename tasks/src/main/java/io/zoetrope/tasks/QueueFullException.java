package io.zoetrope.tasks;

/** As many tasks wait as the queue holds. Nothing was submitted; trying later may help. */
public final class QueueFullException extends Exception {
  public QueueFullException(int capacity) {
    super("The queue is full: %d tasks wait. Try again later.".formatted(capacity));
  }
}
