package com.example.redistasks;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;

/** Does what is in the queue. Of many workers the first who asks gets a number, and no other. */
final class AdditionWorker {
  private AdditionWorker() {}

  static void run(String uri) {
    try (RedisClient client = RedisClient.create(uri);
        StatefulRedisConnection<String, String> redis = client.connect()) {
      // Waits as long as it takes: a client that gives up may be given a number all the same.
      redis.setTimeout(Duration.ZERO);
      while (true) {
        System.out.println("did " + redis.sync().blpop(0, RedisTasks.QUEUE).getValue());
      }
    }
  }
}
