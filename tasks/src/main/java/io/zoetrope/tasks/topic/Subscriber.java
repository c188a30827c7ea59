package io.zoetrope.tasks.topic;

import java.time.Duration;
import java.util.Optional;

/**
 * One who hears a topic, with a bounded buffer of its own. One thread takes; any thread may close,
 * which wakes it.
 */
public interface Subscriber extends AutoCloseable {

  /**
   * The next message; waits for one.
   *
   * @return empty when none has come in time, or when {@link #ended()}
   */
  Optional<Message> poll(Duration atMost) throws InterruptedException;

  /** How many messages this subscriber has missed because its buffer was full. */
  long dropped();

  /**
   * Whether some of the messages that it asked for were already gone when it subscribed, or went
   * while the connection to them was lost.
   */
  boolean gap();

  /** Whether nothing more will come: closed, or ended by {@link Overflow#END} and emptied. */
  boolean ended();

  @Override
  void close();
}
