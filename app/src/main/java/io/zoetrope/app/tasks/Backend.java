package io.zoetrope.app.tasks;

import io.zoetrope.app.config.RedisConfig;
import io.zoetrope.app.data.DataFolderLock;
import io.zoetrope.core.time.Timekeeper;
import io.zoetrope.tasks.TaskQueue;
import io.zoetrope.tasks.topic.RetainedTopic;
import java.util.Optional;
import java.util.function.Consumer;

/** Stores tasks and events: in this process and its data folder, or in Redis. Any thread. */
public interface Backend extends AutoCloseable {

  static Backend of(
      Optional<RedisConfig> redis, int capacity, DataFolderLock data, Timekeeper time) {
    return redis.isPresent()
        ? RedisBackend.ofServer(redis.get(), capacity, data.folder())
        : new LocalBackend(data, capacity, time);
  }

  RetainedTopic events();

  TaskQueue queue();

  default boolean isOpen(String taskId) {
    return queue().find(taskId).filter(task -> !task.state().ended()).isPresent();
  }

  /** May block. The action is given the queue once, when there can be tasks in it. */
  void start(Consumer<TaskQueue> whenOpen);

  @Override
  void close();
}
