package io.zoetrope.tasks.redis;

import io.lettuce.core.XAddArgs;
import io.zoetrope.tasks.topic.BufferedSubscriber;
import io.zoetrope.tasks.topic.Message;
import io.zoetrope.tasks.topic.MessageId;
import io.zoetrope.tasks.topic.Overflow;
import io.zoetrope.tasks.topic.RetainedTopic;
import io.zoetrope.tasks.topic.Subscriber;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A topic that is a stream in Redis, so every process hears it and a restart loses nothing. Any
 * thread may call it.
 *
 * <p>One connection reads for all subscribers of this process and goes on where it was when the
 * connection was lost. Redis holds nothing for a subscriber that does not read.
 */
public final class RedisStreamTopic implements RetainedTopic {
  /** What the server's events are kept in, unless said otherwise. */
  public static final String EVENTS = RedisTaskQueue.PREFIX + "news";

  /** About how many messages are kept: Redis drops them by the hundred. */
  static final int KEPT = 10_000;

  private static final int PIECE = 200;

  private final RedisConnections redis;
  private final String key;
  private final int kept;
  private final StreamPosition stream;
  private final RedisStreamReader reader;

  /** Makes one; the connections stay the caller's to close. */
  public RedisStreamTopic(RedisConnections redis, String key) {
    this(redis, key, KEPT);
  }

  /**
   * Makes one.
   *
   * @param kept how many messages are kept at least, if that many were published
   */
  public RedisStreamTopic(RedisConnections redis, String key, int kept) {
    this.redis = redis;
    this.key = key;
    this.kept = kept;
    stream = new StreamPosition(redis, key);
    reader = new RedisStreamReader(redis, key, stream);
  }

  String key() {
    return key;
  }

  @Override
  public void publish(JsonNode message) {
    redis.<String>callOnce(commands ->
        commands.xadd(
            key,
            XAddArgs.Builder.maxlen(kept).approximateTrimming(),
            StreamPosition.FIELD,
            message.toString()));
  }

  @Override
  public Subscriber subscribe(int capacity, Overflow overflow) {
    BufferedSubscriber made =
        new BufferedSubscriber(
            capacity, overflow, Collections.emptyIterator(), false, reader::forgetClosed);
    reader.add(made, stream.newest());
    return made;
  }

  @Override
  public Subscriber subscribeAfter(MessageId last, int capacity, Overflow overflow) {
    Earlier earlier = new Earlier(last);
    BufferedSubscriber made =
        new BufferedSubscriber(
            capacity, overflow, earlier, stream.isGap(last), reader::forgetClosed);
    earlier.goTo(reader.add(made, stream.newest()), made);
    return made;
  }

  /** Reads what was kept when somebody subscribed, piece by piece. One thread uses it. */
  private final class Earlier implements Iterator<Message> {
    private final Queue<Message> piece = new ArrayDeque<>();
    private MessageId at;
    private MessageId end = MessageId.NONE;
    private @Nullable BufferedSubscriber subscriber;

    Earlier(MessageId at) {
      this.at = at;
    }

    /** Said before the subscriber is given out. */
    void goTo(MessageId last, BufferedSubscriber reading) {
      end = last;
      subscriber = reading;
    }

    @Override
    public boolean hasNext() {
      if (piece.isEmpty() && at.compareTo(end) < 0) {
        // Pieces are dropped from the stream while a slow subscriber reads it.
        if (subscriber != null && stream.isGap(at)) {
          subscriber.lost();
        }
        piece.addAll(stream.between(at, end, PIECE));
        if (piece.isEmpty()) {
          at = end;
        }
      }
      return !piece.isEmpty();
    }

    @Override
    public Message next() {
      Message next = piece.poll();
      if (next == null) {
        throw new NoSuchElementException();
      }
      at = next.id();
      return next;
    }
  }

  @Override
  public MessageId newest() {
    return stream.newest();
  }

  @Override
  public void close() {
    reader.close();
  }
}
