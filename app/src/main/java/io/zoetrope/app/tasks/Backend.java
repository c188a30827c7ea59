package io.zoetrope.app.tasks;

import io.zoetrope.app.config.BadConfigException;
import io.zoetrope.app.config.RedisConfig;
import io.zoetrope.app.data.DataFolderLock;
import io.zoetrope.core.time.Timekeeper;
import io.zoetrope.tasks.TaskQueue;
import io.zoetrope.tasks.topic.RetainedTopic;
import java.util.Optional;
import java.util.function.Consumer;

/** Stores tasks and events: in this process and its data folder, or in Redis. Any thread. */
public interface Backend extends AutoCloseable {

  /**
   * As configured.
   *
   * @param data is ours
   * @throws BadConfigException when the address of the Redis cannot be right
   */
  static Backend of(
      Optional<RedisConfig> redis, int capacity, DataFolderLock data, Timekeeper time) {
    return redis.isPresent()
        ? RedisBackend.ofServer(redis.get(), capacity, data.folder())
        : new LocalBackend(data, capacity, time);
  }

  RetainedTopic events();

  TaskQueue queue();

  /** Whether the task has not ended yet, so what was made for it is still needed. */
  default boolean isOpen(String taskId) {
    return queue().find(taskId).filter(task -> !task.state().ended()).isPresent();
  }

  /**
   * Opens what is there, which may block.
   *
   * @param whenOpen is given the queue once, when there can be tasks in it
   */
  void start(Consumer<TaskQueue> whenOpen);

  @Override
  void close();
}
