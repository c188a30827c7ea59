package io.zoetrope.app.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is set about tasks and events.
 *
 * @param folder for tasks and their files
 * @param redis where tasks and events are kept, if not in the folder
 * @param slots how many tasks are done here at a time
 * @param capacity how many tasks may wait
 * @param results how long their files are kept
 */
public record TasksConfig(
    DataFolder folder,
    Optional<RedisConfig> redis,
    int slots,
    int capacity,
    RetentionConfig results,
    List<ScheduleConfig> schedules,
    List<WebhookConfig> webhooks) {
  public static final TasksConfig STANDARD =
      new TasksConfig(
          DataFolder.standard(System.getenv()),
          Optional.empty(),
          8,
          10_000,
          RetentionConfig.STANDARD,
          List.of(),
          List.of());

  public TasksConfig {
    schedules = List.copyOf(schedules);
    webhooks = List.copyOf(webhooks);
  }

  /** The path of the folder. */
  public Path data() {
    return folder.path();
  }

  public TasksConfig withData(Path changed) {
    return withFolder(DataFolder.given(changed, Optional.empty()));
  }

  public TasksConfig withFolder(DataFolder changed) {
    return new TasksConfig(changed, redis, slots, capacity, results, schedules, webhooks);
  }

  /** With another Redis; a prefix that was given stays. */
  public TasksConfig withRedis(String uri) {
    String prefix = redis.map(RedisConfig::prefix).orElse(RedisConfig.STANDARD_PREFIX);
    Optional<RedisConfig> changed = Optional.of(new RedisConfig(uri, prefix));
    return new TasksConfig(folder, changed, slots, capacity, results, schedules, webhooks);
  }

  public TasksConfig withSlots(int changed) {
    return new TasksConfig(folder, redis, changed, capacity, results, schedules, webhooks);
  }
}
