package io.zoetrope.tasks.redis;

import io.zoetrope.base.Backoff;
import io.zoetrope.base.ForeignCode;
import io.zoetrope.base.Outcome.Returned;
import io.zoetrope.base.Outcome.Threw;
import io.zoetrope.tasks.QueueUnavailableException;
import io.zoetrope.tasks.topic.BufferedSubscriber;
import io.zoetrope.tasks.topic.Message;
import io.zoetrope.tasks.topic.MessageId;
import io.zoetrope.tasks.topic.Overflow;
import io.zoetrope.tasks.topic.Subscriber;
import io.zoetrope.tasks.topic.Topic;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * A topic that is a channel of Redis ({@code PUBLISH}, {@code SUBSCRIBE}): its messages are bare
 * JSON, so programs in any language can take part. Any thread may call it.
 *
 * <p>Redis keeps nothing: what is published while the connection is lost is missed, and {@link
 * Subscriber#gap()} says so. {@link RedisStreamTopic} misses nothing.
 */
public final class RedisChannelTopic implements Topic {
  private static final Logger LOG = LoggerFactory.getLogger(RedisChannelTopic.class);
  private static final Duration LOOK = Duration.ofSeconds(5);
  private static final Duration GLANCE = Duration.ofMillis(200);
  private static final Backoff PAUSE = new Backoff(GLANCE, Duration.ofSeconds(5));

  private final RedisConnections redis;
  private final String channel;
  private final InstantSource clock;

  /** Held by whoever connects; never by the threads that read connections. */
  private final ReentrantLock connecting = new ReentrantLock();

  private final Object lock = new Object();
  private final List<BufferedSubscriber> subscribers = new ArrayList<>();
  private @Nullable ChannelConnection current;
  private @Nullable Thread keeper;
  private MessageId last = MessageId.NONE;
  private boolean closed;

  /** Makes one; the connections stay the caller's to close. */
  public RedisChannelTopic(RedisConnections redis, String channel) {
    this(redis, channel, InstantSource.system());
  }

  /**
   * Makes one.
   *
   * @param clock gives messages their ids as they arrive here
   */
  public RedisChannelTopic(RedisConnections redis, String channel, InstantSource clock) {
    this.redis = redis;
    this.channel = channel;
    this.clock = clock;
  }

  @Override
  public void publish(JsonNode message) {
    redis.<Long>callOnce(commands -> commands.publish(channel, message.toString()));
  }

  /** As for every topic; throws a {@link QueueUnavailableException} when Redis does not answer. */
  @Override
  public Subscriber subscribe(int capacity, Overflow overflow) {
    BufferedSubscriber made =
        new BufferedSubscriber(
            capacity, overflow, Collections.emptyIterator(), false, this::forgetClosed);
    try {
      connect();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      made.lost();
    }
    synchronized (lock) {
      if (closed) {
        made.end();
        return made;
      }
      subscribers.add(made);
      if (keeper == null) {
        keeper = Thread.ofVirtual().name("channel-" + channel).start(this::keep);
      }
    }
    return made;
  }

  /** Sees to it that there is a connection; what was published without one is missed. */
  private void connect() throws InterruptedException {
    connecting.lockInterruptibly();
    try {
      synchronized (lock) {
        if (closed || (current != null && current.isOpen())) {
          return;
        }
      }
      drop();
      ChannelConnection made = ChannelConnection.open(redis, this::give);
      synchronized (lock) {
        if (closed) {
          made.close();
          return;
        }
        current = made;
      }
      boolean heard = false;
      try {
        made.hear(channel);
        heard = true;
      } finally {
        if (!heard) {
          drop();
        }
      }
    } finally {
      connecting.unlock();
    }
  }

  /** Nothing is heard any more of the connection there is. */
  private void drop() {
    synchronized (lock) {
      if (current != null) {
        current.close();
        current = null;
        subscribers.forEach(BufferedSubscriber::lost);
      }
    }
  }

  /** Called by the thread that reads the connection: never waits. */
  private void give(ChannelConnection from, String json) {
    long now = clock.millis();
    synchronized (lock) {
      if (from != current) {
        return;
      }
      last = last.next(now);
      Message message = new Message(last, json);
      subscribers.removeIf(subscriber -> !subscriber.offer(message));
    }
  }

  /** Looks now and then whether the connection is alive, and makes another if it is not. */
  private void keep() {
    int failures = 0;
    try {
      while (true) {
        ChannelConnection connection;
        synchronized (lock) {
          if (closed) {
            return;
          }
          connection = current;
        }
        if (connection != null && connection.staysAlive(LOOK, GLANCE)) {
          failures = 0;
          continue;
        }
        switch (ForeignCode.call(() -> renew(connection))) {
          case Returned<Boolean> _ -> failures = 1;
          case Threw<Boolean>(InterruptedException _) -> {
            return;
          }
          case Threw<Boolean>(Throwable cause) -> {
            if (failures++ == 0) {
              LOG.warn("{} What is published meanwhile is missed.", redis.sentence(cause));
            }
          }
        }
        Thread.sleep(PAUSE.delay(failures, redis.random()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean renew(@Nullable ChannelConnection lost) throws InterruptedException {
    synchronized (lock) {
      // A new subscriber may have been faster.
      if (current == lost) {
        drop();
      }
    }
    connect();
    return true;
  }

  private void forgetClosed() {
    synchronized (lock) {
      subscribers.removeIf(Subscriber::ended);
    }
  }

  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      subscribers.forEach(BufferedSubscriber::end);
      subscribers.clear();
      if (keeper != null) {
        keeper.interrupt();
      }
      if (current != null) {
        current.close();
      }
    }
  }
}
