package io.zoetrope.tasks.redis;

import io.zoetrope.tasks.QueueOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Queues that know nothing of each other, on a Redis of their own. */
final class RedisQueues implements AutoCloseable {
  private final RedisServer server;
  private final RedisConnections redis;
  private final List<RedisStreamTopic> topics = new ArrayList<>();
  private final AtomicInteger count = new AtomicInteger();

  RedisQueues(Path folder) {
    RedisServer.warmUp(folder.resolve("warm"));
    server = RedisServer.start(folder);
    redis = new RedisConnections(server.address());
  }

  RedisTaskQueue queue(QueueOptions options) {
    String prefix = "test-" + count.incrementAndGet() + ":";
    return new RedisTaskQueue(redis, topic(prefix + "news", 100), options, prefix);
  }

  RedisStreamTopic topic(int kept) {
    return topic("topic-" + count.incrementAndGet(), kept);
  }

  RedisChannelTopic channel() {
    return new RedisChannelTopic(redis, "channel-" + count.incrementAndGet());
  }

  private RedisStreamTopic topic(String key, int kept) {
    RedisStreamTopic made = new RedisStreamTopic(redis, key, kept);
    topics.add(made);
    return made;
  }

  @Override
  public void close() {
    topics.forEach(RedisStreamTopic::close);
    redis.close();
    server.close();
  }
}
