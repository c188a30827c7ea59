package io.zoetrope.tasks.topic;

import java.util.Comparator;
import java.util.Optional;

/**
 * Where a message stands in its topic, written {@code 1763730000000-0}: the same form as the ids of
 * a Redis stream, and rising in the same way, also over restarts.
 *
 * @param millis when it was published, since 1970
 * @param sequence tells those of one millisecond apart, from 0
 */
public record MessageId(long millis, long sequence) implements Comparable<MessageId> {
  /** Before the first message. */
  public static final MessageId NONE = new MessageId(0, 0);

  private static final Comparator<MessageId> ORDER =
      Comparator.comparingLong(MessageId::millis).thenComparingLong(MessageId::sequence);

  /** Reads the written form; empty if it is none. */
  public static Optional<MessageId> parse(String text) {
    int dash = text.indexOf('-');
    if (dash < 1 || text.length() > 40) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new MessageId(
              Long.parseUnsignedLong(text, 0, dash, 10),
              Long.parseUnsignedLong(text, dash + 1, text.length(), 10)));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** One for what is published at this time after the one with this id, whatever clocks do. */
  public MessageId next(long nowMillis) {
    return nowMillis > millis ? new MessageId(nowMillis, 0) : new MessageId(millis, sequence + 1);
  }

  @Override
  public int compareTo(MessageId other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return millis + "-" + sequence;
  }
}
