package io.zoetrope.app.tasks;

import io.zoetrope.app.config.BadConfigException;
import io.zoetrope.app.config.RedisConfig;
import io.zoetrope.app.presence.Heartbeat;
import io.zoetrope.app.presence.ServerId;
import io.zoetrope.app.presence.ServerRecord;
import io.zoetrope.app.presence.ServerRegistration;
import io.zoetrope.automation.webhook.Webhook;
import io.zoetrope.base.Closer;
import io.zoetrope.tasks.QueueOptions;
import io.zoetrope.tasks.QueueUnavailableException;
import io.zoetrope.tasks.Task;
import io.zoetrope.tasks.TaskQueue;
import io.zoetrope.tasks.redis.RedisConnections;
import io.zoetrope.tasks.redis.RedisStreamTopic;
import io.zoetrope.tasks.redis.RedisTaskQueue;
import io.zoetrope.tasks.redis.TaskOwners;
import io.zoetrope.tasks.topic.RetainedTopic;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tasks and events in a Redis, which need not be there: what needs it fails with a sentence until
 * it is. Any thread may call it.
 */
public final class RedisBackend implements Backend {
  private static final Logger LOG = LoggerFactory.getLogger(RedisBackend.class);

  private final String id;
  private final Closer open = new Closer();
  private final RedisConnections redis;
  private final RedisStreamTopic events;
  private final RedisTaskQueue queue;
  private final ServerRegistration registration;

  private RedisBackend(RedisConfig config, int capacity, String id, TaskOwners owners) {
    this.id = id;
    try {
      redis = open.add(new RedisConnections(config.uri()));
    } catch (IllegalArgumentException e) {
      throw new BadConfigException(String.valueOf(e.getMessage()));
    }
    events = open.add(new RedisStreamTopic(redis, config.prefix() + "news"));
    queue =
        open.add(
            new RedisTaskQueue(
                redis,
                events,
                QueueOptions.STANDARD.withCapacity(capacity),
                config.prefix(),
                owners));
    registration = new ServerRegistration(redis, config.prefix());
  }

  /**
   * The files of a server's tasks belong into its folder, so nobody else does these tasks without
   * being told where that is.
   */
  static RedisBackend ofServer(RedisConfig config, int capacity, Path data) {
    String id = ServerId.of(data);
    TaskOwners owners = TaskOwners.only(id, kind -> !kind.startsWith(Webhook.KIND_PREFIX));
    return new RedisBackend(config, capacity, id, owners);
  }

  /** A worker asks often for the ids of the servers whose tasks it does, which may block. */
  public static RedisBackend ofWorker(
      RedisConfig config, int capacity, Supplier<Set<String>> servers) {
    return new RedisBackend(
        config, capacity, ServerRegistration.NO_ID, TaskOwners.serving(servers));
  }

  @Override
  public RetainedTopic events() {
    return events;
  }

  /** The id of the server that took the task in; empty when none did. */
  public Optional<String> takenInBy(Task task) {
    return queue.owner(task.id());
  }

  @Override
  public TaskQueue queue() {
    return queue;
  }

  public ServerRegistration registration() {
    return registration;
  }

  Heartbeat heartbeat(ServerRecord server) {
    return new Heartbeat(registration, id, server);
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
      LOG.warn("{} Until then there are no tasks and no events.", e.getMessage());
    }
    whenOpen.accept(queue);
  }

  @Override
  public void close() {
    open.close();
  }
}
