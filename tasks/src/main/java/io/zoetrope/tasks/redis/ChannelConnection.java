package io.zoetrope.tasks.redis;

import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.zoetrope.base.ForeignCode;
import io.zoetrope.tasks.QueueUnavailableException;
import java.time.Duration;
import java.util.function.BiConsumer;

/** A connection on which a channel is heard. Any thread may call it. */
final class ChannelConnection {
  private static final ForeignCode GUARD = new ForeignCode("Hearing a channel");

  private final RedisConnections redis;
  private final StatefulRedisPubSubConnection<String, String> connection;

  private ChannelConnection(
      RedisConnections redis, StatefulRedisPubSubConnection<String, String> connection) {
    this.redis = redis;
    this.connection = connection;
  }

  /** The thread that reads the connection calls {@code hears} with each message: never waits. */
  static ChannelConnection open(RedisConnections redis, BiConsumer<ChannelConnection, String> hears)
      throws InterruptedException {
    ChannelConnection made = new ChannelConnection(redis, redis.openChannels());
    made.connection.addListener(
        new RedisPubSubAdapter<>() {
          @Override
          public void message(String channel, String json) {
            GUARD.run(() -> hears.accept(made, json));
          }
        });
    return made;
  }

  /** Returns when what is published from now on is heard. */
  void hear(String channel) throws InterruptedException {
    redis.await(connection.async().subscribe(channel), redis.patience());
  }

  boolean isOpen() {
    return connection.isOpen();
  }

  /** Watches it for this long, then asks whether the other side is still there. */
  boolean staysAlive(Duration watched, Duration pause) throws InterruptedException {
    for (Duration left = watched; left.isPositive(); left = left.minus(pause)) {
      if (!connection.isOpen()) {
        return false;
      }
      Thread.sleep(pause);
    }
    try {
      redis.await(connection.async().ping(), redis.patience());
      return true;
    } catch (QueueUnavailableException e) {
      return false;
    }
  }

  void close() {
    SharedConnection.closeSoon(connection);
  }
}
