package io.zoetrope.tasks.topic;

import tools.jackson.databind.JsonNode;

/**
 * Publish and subscribe: every subscriber gets every message from then on. Any thread may call it.
 * A subscriber that does not read never slows a publisher.
 */
public interface Topic extends AutoCloseable {

  /** Publishes to all who are subscribed. On Redis it waits for one round trip. */
  void publish(JsonNode message);

  /**
   * Hears what is published from now on.
   *
   * @param capacity how many messages the subscriber's buffer holds
   */
  Subscriber subscribe(int capacity, Overflow overflow);

  /** Ends all subscribers. */
  @Override
  void close();
}
