package io.zoetrope.tasks.redis;

import io.lettuce.core.RedisException;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.zoetrope.tasks.QueueUnavailableException;
import io.zoetrope.tasks.topic.BufferedSubscriber;
import io.zoetrope.tasks.topic.Message;
import io.zoetrope.tasks.topic.MessageId;
import io.zoetrope.tasks.topic.Overflow;
import io.zoetrope.tasks.topic.Subscriber;
import io.zoetrope.tasks.topic.Topic;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
  private static final long LOOK_MILLIS = 5000;
  private static final long PAUSE_MILLIS = 200;

  private final RedisConnections redis;
  private final String channel;
  private final InstantSource clock;

  private final Object lock = new Object();
  private final List<BufferedSubscriber> subscribers = new ArrayList<>();
  private @Nullable StatefulRedisPubSubConnection<String, String> current;
  private @Nullable Thread keeper;
  private MessageId last = StreamPosition.NONE;
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

  /**
   * Hears what is published from now on.
   *
   * @throws QueueUnavailableException when Redis does not answer
   */
  @Override
  public Subscriber subscribe(int capacity, Overflow overflow) {
    BufferedSubscriber made =
        new BufferedSubscriber(
            capacity, overflow, Collections.emptyIterator(), false, this::forgetClosed);
    synchronized (lock) {
      if (closed) {
        made.end();
        return made;
      }
      try {
        if (current == null) {
          current = connect();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        made.lost();
      }
      subscribers.add(made);
      if (keeper == null) {
        keeper = Thread.ofVirtual().name("channel-" + channel).start(this::keep);
      }
    }
    return made;
  }

  private StatefulRedisPubSubConnection<String, String> connect() throws InterruptedException {
    StatefulRedisPubSubConnection<String, String> made = redis.openChannels();
    made.addListener(
        new RedisPubSubAdapter<>() {
          @Override
          public void message(String from, String json) {
            give(json);
          }
        });
    try {
      made.async().subscribe(channel).get(redis.patience().toMillis(), TimeUnit.MILLISECONDS);
      return made;
    } catch (ExecutionException | TimeoutException | RedisException | CancellationException e) {
      SharedConnection.closeSoon(made);
      throw new QueueUnavailableException(redis.sentence(e), e);
    }
  }

  /** Called by the thread that reads the connection: never waits. */
  private void give(String json) {
    synchronized (lock) {
      long now = clock.millis();
      last =
          now > last.millis()
              ? new MessageId(now, 0)
              : new MessageId(last.millis(), last.sequence() + 1);
      Message message = new Message(last, json);
      subscribers.removeIf(subscriber -> !subscriber.offer(message));
    }
  }

  /** Looks now and then whether the connection is alive, and makes another if it is not. */
  private void keep() {
    boolean failing = false;
    try {
      while (true) {
        StatefulRedisPubSubConnection<String, String> connection;
        synchronized (lock) {
          if (closed) {
            return;
          }
          connection = current;
        }
        if (connection != null && isAlive(connection)) {
          failing = false;
          continue;
        }
        try {
          renew(connection);
        } catch (QueueUnavailableException e) {
          if (!failing) {
            LOG.warn("{} What is published meanwhile is missed.", e.getMessage());
          }
          failing = true;
        }
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isAlive(StatefulRedisPubSubConnection<String, String> connection)
      throws InterruptedException {
    for (long waited = 0; waited < LOOK_MILLIS; waited += PAUSE_MILLIS) {
      if (!connection.isOpen()) {
        return false;
      }
      Thread.sleep(PAUSE_MILLIS);
    }
    try {
      connection.async().ping().get(redis.patience().toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException | TimeoutException | RedisException | CancellationException e) {
      return false;
    }
  }

  private void renew(@Nullable StatefulRedisPubSubConnection<String, String> lost)
      throws InterruptedException {
    if (lost != null) {
      SharedConnection.closeSoon(lost);
    }
    synchronized (lock) {
      current = null;
      subscribers.forEach(BufferedSubscriber::lost);
    }
    StatefulRedisPubSubConnection<String, String> made = connect();
    synchronized (lock) {
      if (closed) {
        SharedConnection.closeSoon(made);
      } else if (current == null) {
        current = made;
      } else {
        // A new subscriber was faster.
        SharedConnection.closeSoon(made);
      }
    }
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
        SharedConnection.closeSoon(current);
      }
    }
  }
}
