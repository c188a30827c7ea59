package io.zoetrope.tasks.redis;

import io.lettuce.core.StreamMessage;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.lettuce.core.api.StatefulRedisConnection;
import io.zoetrope.base.Backoff;
import io.zoetrope.base.ForeignCode;
import io.zoetrope.base.Outcome.Threw;
import io.zoetrope.tasks.topic.BufferedSubscriber;
import io.zoetrope.tasks.topic.Message;
import io.zoetrope.tasks.topic.MessageId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a stream for all subscribers of this process, on a thread and a connection of its own while
 * there are any. Any thread may call it. It goes on behind the last entry it has read, whatever
 * happens to the connection.
 */
final class RedisStreamReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RedisStreamReader.class);
  private static final Duration BLOCK = Duration.ofSeconds(5);
  private static final int MOST = 500;
  private static final Backoff PAUSE = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5));

  /** A subscriber, and the last message that is not for it. */
  private record Listener(BufferedSubscriber subscriber, MessageId after) {}

  private final RedisConnections redis;
  private final String key;
  private final StreamPosition stream;

  private final Object lock = new Object();
  private final List<Listener> listeners = new ArrayList<>();
  private MessageId last = MessageId.NONE;
  private @Nullable Thread thread;
  private boolean closed;

  RedisStreamReader(RedisConnections redis, String key, StreamPosition stream) {
    this.redis = redis;
    this.key = key;
    this.stream = stream;
  }

  /** Returns the last message that it will not be offered: {@code newest}, or a later one. */
  MessageId add(BufferedSubscriber subscriber, MessageId newest) {
    synchronized (lock) {
      if (closed) {
        subscriber.end();
        return newest;
      }
      if (thread == null) {
        last = newest;
        thread = Thread.ofVirtual().name("topic-" + key).unstarted(this::run);
        thread.start();
      }
      MessageId after = newest.compareTo(last) < 0 ? last : newest;
      listeners.add(new Listener(subscriber, after));
      return after;
    }
  }

  void forgetClosed() {
    synchronized (lock) {
      listeners.removeIf(listener -> listener.subscriber().ended());
    }
  }

  private void run() {
    Session session = new Session();
    while (isWanted()) {
      if (ForeignCode.call(session::hear) instanceof Threw<Boolean>(Throwable cause)) {
        if (cause instanceof InterruptedException) {
          return;
        }
        if (session.failures++ == 0) {
          LOG.warn("{} Events come later.", redis.sentence(cause));
        }
      }
      if (!pause(PAUSE.delay(session.failures, redis.random()))) {
        return;
      }
    }
  }

  /** What one run of the thread knows of its connections. */
  private final class Session {
    private boolean connected;
    private int failures;

    /** On one connection, until nobody listens any more; what goes wrong ends that connection. */
    boolean hear() throws Exception {
      try (StatefulRedisConnection<String, String> connection = redis.open()) {
        if (connected && stream.isGap(last())) {
          lost();
        }
        connected = true;
        failures = 0;
        read(connection);
        return true;
      }
    }
  }

  private void read(StatefulRedisConnection<String, String> connection)
      throws InterruptedException, ExecutionException, TimeoutException {
    XReadArgs args = XReadArgs.Builder.block(BLOCK.toMillis()).count(MOST);
    long patience = BLOCK.plus(redis.patience()).toMillis();
    while (isWanted()) {
      List<StreamMessage<String, String>> entries =
          connection
              .async()
              .xread(args, RedisWaiters.offsets(List.of(StreamOffset.from(key, last().toString()))))
              .get(patience, TimeUnit.MILLISECONDS);
      if (entries == null || entries.isEmpty()) {
        continue;
      }
      entries.stream().map(StreamPosition::message).forEach(this::give);
      if (entries.size() == MOST && stream.isGap(last())) {
        lost();
      }
    }
  }

  private void give(Message message) {
    synchronized (lock) {
      last = message.id();
      listeners.removeIf(listener ->
          message.id().compareTo(listener.after()) > 0 && !listener.subscriber().offer(message));
    }
  }

  private void lost() {
    synchronized (lock) {
      listeners.forEach(listener -> listener.subscriber().lost());
    }
  }

  private MessageId last() {
    synchronized (lock) {
      return last;
    }
  }

  /** Ends this thread when nobody listens any more; the next subscriber starts another. */
  private boolean isWanted() {
    synchronized (lock) {
      if (!Thread.currentThread().equals(thread)) {
        return false;
      }
      if (closed || listeners.isEmpty()) {
        thread = null;
        return false;
      }
      return true;
    }
  }

  /** Returns whether to go on. */
  private static boolean pause(Duration pause) {
    try {
      Thread.sleep(pause);
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      listeners.forEach(listener -> listener.subscriber().end());
      listeners.clear();
      if (thread != null) {
        thread.interrupt();
      }
    }
  }
}
