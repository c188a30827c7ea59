package io.zoetrope.tasks.redis;

import io.zoetrope.tasks.topic.Topic;
import io.zoetrope.tasks.topic.TopicContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A topic that is a channel of Redis keeps what every topic promises. */
class RedisChannelTopicIT extends TopicContract {
  @TempDir static Path folder;
  private static RedisQueues queues;

  @BeforeAll
  static void start() {
    queues = new RedisQueues(folder);
  }

  @AfterAll
  static void stop() {
    queues.close();
  }

  @Override
  protected Topic newTopic() {
    return queues.channel();
  }
}
