package io.zoetrope.tasks.redis;

import io.lettuce.core.RedisFuture;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.lettuce.core.api.StatefulRedisConnection;
import io.zoetrope.tasks.QueueUnavailableException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Waits for entries of streams, each waiter on a connection of its own, as Redis keeps a connection
 * for itself meanwhile. Any thread may call it. Connections are kept for who waits next.
 */
final class RedisWaiters implements AutoCloseable {
  private final RedisConnections redis;
  private final Deque<StatefulRedisConnection<String, String>> idle = new ArrayDeque<>();
  private boolean closed;

  RedisWaiters(RedisConnections redis) {
    this.redis = redis;
  }

  /**
   * Returns when one of the streams has a new entry, when the time is up, or when the connection is
   * lost: whoever looks then learns why.
   */
  void await(List<StreamOffset<String>> after, Duration atMost) throws InterruptedException {
    StatefulRedisConnection<String, String> connection = borrow();
    boolean usable = false;
    try {
      RedisFuture<List<StreamMessage<String, String>>> answer =
          connection.async().xread(block(atMost), offsets(after));
      redis.await(answer, atMost.plus(redis.patience()));
      usable = true;
    } catch (QueueUnavailableException e) {
      usable = false;
    } finally {
      giveBack(usable ? connection : null, connection);
    }
  }

  static XReadArgs block(Duration atMost) {
    return XReadArgs.Builder.block(Math.max(1, atMost.toMillis())).count(1);
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  static StreamOffset<String>[] offsets(List<StreamOffset<String>> after) {
    return after.toArray(new StreamOffset[0]);
  }

  private StatefulRedisConnection<String, String> borrow() throws InterruptedException {
    synchronized (idle) {
      @Nullable StatefulRedisConnection<String, String> kept = idle.poll();
      while (kept != null && !kept.isOpen()) {
        kept = idle.poll();
      }
      if (kept != null) {
        return kept;
      }
    }
    return redis.open();
  }

  private void giveBack(
      @Nullable StatefulRedisConnection<String, String> usable,
      StatefulRedisConnection<String, String> connection) {
    synchronized (idle) {
      if (usable != null && !closed) {
        idle.push(usable);
        return;
      }
    }
    SharedConnection.closeSoon(connection);
  }

  @Override
  public void close() {
    synchronized (idle) {
      closed = true;
      idle.forEach(SharedConnection::closeSoon);
      idle.clear();
    }
  }
}
