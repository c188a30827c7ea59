package com.example.redistasks;

import io.lettuce.core.RedisClient;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.concurrent.CountDownLatch;

/** Hears everything that is published while it listens. */
final class Listener {
  private Listener() {}

  static void run(RedisClient client) throws InterruptedException {
    StatefulRedisPubSubConnection<String, String> redis = client.connectPubSub();
    redis.addListener(
        new RedisPubSubAdapter<>() {
          @Override
          public void message(String channel, String number) {
            System.out.println("heard " + number);
          }
        });
    redis.sync().subscribe(RedisTasks.CHANNEL);
    new CountDownLatch(1).await();
  }
}
