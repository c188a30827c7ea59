package com.example.redistasks;

import io.zoetrope.tasks.redis.RedisChannelTopic;
import io.zoetrope.tasks.redis.RedisConnections;
import io.zoetrope.tasks.topic.Overflow;
import io.zoetrope.tasks.topic.Subscriber;
import java.time.Duration;

/** Hears everything that is published while it listens. */
final class Listener {
  private Listener() {}

  static void run(String uri) throws InterruptedException {
    try (RedisConnections redis = new RedisConnections(uri);
        RedisChannelTopic channel = new RedisChannelTopic(redis, RedisTasks.CHANNEL);
        Subscriber subscriber = channel.subscribe(1000, Overflow.DROP_OLDEST)) {
      while (!subscriber.ended()) {
        subscriber
            .poll(Duration.ofMinutes(1))
            .ifPresent(message -> System.out.println("heard " + message.json()));
      }
    }
  }
}
