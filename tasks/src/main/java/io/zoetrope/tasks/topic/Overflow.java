package io.zoetrope.tasks.topic;

/** What happens to a subscriber whose buffer is full when one more message comes. */
public enum Overflow {
  /** The oldest message of its buffer is dropped, and counted. */
  DROP_OLDEST,
  /** The new message is dropped, and counted. */
  DROP_NEWEST,
  /** The subscriber is ended: it still gets what is in its buffer, then the end. */
  END
}
