package io.zoetrope.core.publish;

/** One who publishes. Called on whichever thread, so it returns at once. */
public interface Publisher {

  /** {@link Publication#watched()} has changed. */
  void watchedChanged();

  /** Another one publishes from now on; what this one still sends is refused. */
  void replaced();
}
