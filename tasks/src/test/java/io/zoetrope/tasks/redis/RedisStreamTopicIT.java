package io.zoetrope.tasks.redis;

import io.zoetrope.tasks.topic.RetainedTopic;
import io.zoetrope.tasks.topic.RetainedTopicContract;
import io.zoetrope.tasks.topic.Topic;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A topic that is a stream in Redis keeps what every kept topic promises. */
class RedisStreamTopicIT extends RetainedTopicContract {
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

  /** Keeps more than any test publishes: Redis drops the oldest, whether or not it was read. */
  @Override
  protected Topic newTopic() {
    return newTopic(2000);
  }

  @Override
  protected RetainedTopic newTopic(int kept) {
    return queues.topic(kept);
  }
}
