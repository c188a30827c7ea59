package io.zoetrope.tasks.topic;

/** A topic that keeps its newest messages, so that one who was away can hear what it missed. */
public interface RetainedTopic extends Topic {

  /**
   * Hears what is kept and came after this message, then what is published. {@link
   * Subscriber#gap()} says whether some of it is gone. What is kept does not count towards the
   * buffer's bound: it is read as the subscriber takes it.
   */
  Subscriber subscribeAfter(MessageId last, int capacity, Overflow overflow);

  /** The newest message that was ever published; {@code 0-0} before the first. */
  MessageId newest();
}
