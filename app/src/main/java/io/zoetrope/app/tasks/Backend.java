package io.zoetrope.app.tasks;

import io.zoetrope.app.config.BadConfigException;
import io.zoetrope.app.config.Config;
import io.zoetrope.app.config.RedisConfig;
import io.zoetrope.app.data.DataFolderLock;
import io.zoetrope.core.time.Timekeeper;
import io.zoetrope.tasks.TaskQueue;
import io.zoetrope.tasks.topic.RetainedTopic;
import java.util.Optional;
import java.util.function.Consumer;

/** What keeps tasks and events: this process and its data folder, or a Redis. Any thread. */
public interface Backend extends AutoCloseable {

  /**
   * As configured.
   *
   * @param data is ours
   * @throws BadConfigException when the address of the Redis cannot be right
   */
  static Backend of(Config config, DataFolderLock data, Timekeeper time) {
    Optional<RedisConfig> redis = config.redis();
    return redis.isPresent()
        ? RedisBackend.ofServer(redis.get(), config.tasks().capacity(), config.data().path())
        : new LocalBackend(config.data().path(), data, config.tasks().capacity(), time);
  }

  RetainedTopic events();

  TaskQueue queue();

  /**
   * Opens what is there, which may block.
   *
   * @param whenOpen is given the queue once, when there can be tasks in it
   */
  void start(Consumer<TaskQueue> whenOpen);

  @Override
  void close();
}
