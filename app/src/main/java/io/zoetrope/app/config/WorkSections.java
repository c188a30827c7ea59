package io.zoetrope.app.config;

import io.zoetrope.app.schedule.CronTimes;
import io.zoetrope.tasks.Priority;
import io.zoetrope.tasks.TaskOptions;
import io.zoetrope.tasks.TaskRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads what the configuration file says about tasks and news. */
final class WorkSections {
  static final List<String> KEYS =
      List.of("data", "redis", "tasks", "results", "schedules", "webhooks");
  static final List<String> REDIS_KEYS = List.of("uri", "prefix");
  static final List<String> TASKS_KEYS = List.of("slots", "capacity");
  static final List<String> RESULTS_KEYS = List.of("keep", "size");
  static final List<String> SCHEDULE_KEYS = List.of("cron", "task", "payload", "options");
  static final List<String> OPTIONS_KEYS = List.of("priority", "attempts", "keep");
  static final List<String> WEBHOOK_KEYS = List.of("url", "secret", "events");

  private static final Set<EventType> USUAL_EVENTS = Set.of(EventType.TASK, EventType.CAMERA);

  private WorkSections() {}

  static WorkConfig read(YamlMapping root) {
    WorkConfig usual = WorkConfig.STANDARD;
    Optional<YamlMapping> tasks = root.mapping("tasks");
    tasks.ifPresent(section -> section.allowOnly(TASKS_KEYS));
    return new WorkConfig(
        root.text("data").map(Path::of).orElse(usual.data()),
        redis(root),
        number(tasks, "slots", 0, 1000, usual.slots()),
        number(tasks, "capacity", 1, 10_000_000, usual.capacity()),
        results(root.mapping("results")),
        schedules(root.mapping("schedules")),
        webhooks(root.mapping("webhooks")));
  }

  private static Optional<RedisConfig> redis(YamlMapping root) {
    if (root.isScalar("redis")) {
      return root.text("redis").map(uri -> redis(root, "redis", uri, RedisConfig.STANDARD_PREFIX));
    }
    return root.mapping("redis")
        .map(section -> {
          section.allowOnly(REDIS_KEYS);
          String uri =
              section.text("uri").orElseThrow(() -> root.error("redis", "the Redis has no uri"));
          return redis(
              section, "uri", uri, section.text("prefix").orElse(RedisConfig.STANDARD_PREFIX));
        });
  }

  private static RedisConfig redis(YamlMapping place, String key, String uri, String prefix) {
    return place.checked(key, () -> new RedisConfig(uri, prefix));
  }

  private static RetentionConfig results(Optional<YamlMapping> section) {
    if (section.isEmpty()) {
      return RetentionConfig.STANDARD;
    }
    YamlMapping results = section.get();
    results.allowOnly(RESULTS_KEYS);
    long bytes =
        results
            .text("size")
            .map(text ->
                Sizes.parse(text)
                    .orElseThrow(() ->
                        results.error("size", "'%s' is not %s".formatted(text, Sizes.EXPECTED))))
            .orElse(RetentionConfig.STANDARD.bytes());
    return new RetentionConfig(
        results.duration("keep").orElse(RetentionConfig.STANDARD.keep()), bytes);
  }

  private static List<ScheduleConfig> schedules(Optional<YamlMapping> section) {
    List<ScheduleConfig> schedules = new ArrayList<>();
    section.ifPresent(all -> all.keys().forEach(name -> schedules.add(schedule(all, name))));
    return schedules;
  }

  private static ScheduleConfig schedule(YamlMapping all, String name) {
    YamlMapping schedule = entry(all, name, "cron and task", SCHEDULE_KEYS);
    String cron = needed(schedule, "cron", all, name, "the schedule");
    String kind = needed(schedule, "task", all, name, "the schedule");
    JsonNode payload = schedule.json("payload").orElseGet(JsonNodeFactory.instance::objectNode);
    TaskOptions options = options(schedule.mapping("options"));
    TaskRequest task = schedule.checked("task", () -> new TaskRequest(kind, payload, options));
    return schedule.checked(
        "cron",
        () -> {
          CronTimes _ = CronTimes.parse(cron, ZoneId.systemDefault());
          return new ScheduleConfig(name, cron, task);
        });
  }

  private static TaskOptions options(Optional<YamlMapping> section) {
    TaskOptions options = TaskOptions.STANDARD;
    if (section.isEmpty()) {
      return options;
    }
    YamlMapping given = section.get();
    given.allowOnly(OPTIONS_KEYS);
    Optional<String> priority = given.text("priority");
    if (priority.isPresent()) {
      options =
          options.withPriority(
              Priority.of(priority.get())
                  .orElseThrow(() ->
                      given.error(
                          "priority",
                          "'%s' is no priority; expected high, normal or low"
                              .formatted(priority.get()))));
    }
    Optional<Duration> keep = given.duration("keep");
    if (keep.isPresent()) {
      options = options.withKeep(keep.get());
    }
    return options.withAttempts(
        given.integer("attempts", 1, 1000).orElse(TaskOptions.STANDARD.attempts()));
  }

  private static List<WebhookConfig> webhooks(Optional<YamlMapping> section) {
    List<WebhookConfig> webhooks = new ArrayList<>();
    section.ifPresent(all -> all.keys().forEach(name -> webhooks.add(webhook(all, name))));
    return webhooks;
  }

  private static WebhookConfig webhook(YamlMapping all, String name) {
    YamlMapping webhook = entry(all, name, "url", WEBHOOK_KEYS);
    String url = needed(webhook, "url", all, name, "the webhook");
    Optional<List<String>> events = webhook.texts("events");
    return webhook.checked(
        "url",
        () ->
            new WebhookConfig(
                name,
                HttpUrls.parse(url),
                webhook.text("secret"),
                events.map(labels -> events(webhook, labels)).orElse(USUAL_EVENTS)));
  }

  private static Set<EventType> events(YamlMapping webhook, List<String> labels) {
    Set<EventType> events = new LinkedHashSet<>();
    for (String label : labels) {
      events.add(
          EventType.of(label)
              .orElseThrow(() ->
                  webhook.error(
                      "events",
                      "'%s' is no kind of event; expected one or more of %s"
                          .formatted(label, EventType.LABELS))));
    }
    return events;
  }

  private static YamlMapping entry(
      YamlMapping all, String name, String expected, List<String> keys) {
    YamlMapping entry =
        all.mapping(name).orElseThrow(() -> all.error(name, "expected " + expected));
    entry.allowOnly(keys);
    return entry;
  }

  private static String needed(
      YamlMapping entry, String key, YamlMapping all, String name, String thing) {
    return entry.text(key).orElseThrow(() -> all.error(name, "%s has no %s".formatted(thing, key)));
  }

  private static int number(
      Optional<YamlMapping> section, String key, int lowest, int highest, int usual) {
    return section.map(keys -> keys.integer(key, lowest, highest).orElse(usual)).orElse(usual);
  }
}
