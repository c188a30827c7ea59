package io.zoetrope.app.work;

import io.zoetrope.app.config.BadConfigException;
import io.zoetrope.app.config.RedisConfig;
import io.zoetrope.tasks.QueueOptions;
import io.zoetrope.tasks.QueueUnavailableException;
import io.zoetrope.tasks.TaskQueue;
import io.zoetrope.tasks.redis.RedisConnections;
import io.zoetrope.tasks.redis.RedisStreamTopic;
import io.zoetrope.tasks.redis.RedisTaskQueue;
import io.zoetrope.tasks.topic.RetainedTopic;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tasks and news in a Redis, which need not be there: what needs it fails with a sentence until it
 * is. Any thread may call it.
 */
public final class RedisBackend implements Backend {
  private static final Logger LOG = LoggerFactory.getLogger(RedisBackend.class);

  private final RedisConnections redis;
  private final RedisStreamTopic news;
  private final RedisTaskQueue queue;
  private final ServerRegistration registration;

  /**
   * Makes one; it connects when it is first used.
   *
   * @throws BadConfigException when the address cannot be right
   */
  public RedisBackend(RedisConfig config, int capacity) {
    try {
      redis = new RedisConnections(config.uri());
    } catch (IllegalArgumentException e) {
      throw new BadConfigException(String.valueOf(e.getMessage()));
    }
    news = new RedisStreamTopic(redis, config.prefix() + "news");
    queue =
        new RedisTaskQueue(
            redis, news, QueueOptions.STANDARD.withCapacity(capacity), config.prefix());
    registration = new ServerRegistration(redis, config.prefix());
  }

  @Override
  public RetainedTopic events() {
    return news;
  }

  @Override
  public TaskQueue queue() {
    return queue;
  }

  /** Where the server says how it is reached. */
  public ServerRegistration registration() {
    return registration;
  }

  /** The Redis in words, without its password. */
  public String server() {
    return redis.server();
  }

  @Override
  public void start(Consumer<TaskQueue> whenOpen) {
    try {
      redis.check();
    } catch (QueueUnavailableException e) {
      LOG.warn("{} Until then there are no tasks and no news.", e.getMessage());
    }
    whenOpen.accept(queue);
  }

  @Override
  public void close() {
    queue.close();
    news.close();
    redis.close();
  }
}
