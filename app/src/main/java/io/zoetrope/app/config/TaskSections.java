package io.zoetrope.app.config;

import io.zoetrope.automation.schedule.CronTimes;
import io.zoetrope.automation.webhook.Webhook;
import io.zoetrope.tasks.Priority;
import io.zoetrope.tasks.TaskOptions;
import io.zoetrope.tasks.TaskRequest;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads what the configuration file says about tasks and events. */
final class TaskSections {
  static final List<String> KEYS =
      List.of("data", "redis", "tasks", "results", "schedules", "webhooks");
  static final List<String> REDIS_KEYS = List.of("uri", "prefix");
  static final List<String> TASKS_KEYS = List.of("slots", "capacity");
  static final List<String> RESULTS_KEYS = List.of("keep", "size");
  static final List<String> SCHEDULE_KEYS = List.of("cron", "task", "payload", "options");
  static final List<String> OPTIONS_KEYS = List.of("priority", "attempts", "keep");
  static final List<String> WEBHOOK_KEYS = List.of("url", "secret", "events");

  private TaskSections() {}

  static TasksConfig read(YamlMapping root) {
    TasksConfig usual = TasksConfig.STANDARD;
    Optional<YamlMapping> tasks = root.mapping("tasks");
    tasks.ifPresent(section -> section.allowOnly(TASKS_KEYS));
    return new TasksConfig(
        root.path("data")
            .map(path -> DataFolder.given(path, Optional.of(root.place("data"))))
            .orElse(usual.folder()),
        redis(root),
        number(tasks, "slots", 0, 1000, usual.slots()),
        number(tasks, "capacity", 1, 10_000_000, usual.capacity()),
        results(root.mapping("results")),
        schedules(root.mapping("schedules")),
        webhooks(root.mapping("webhooks")));
  }

  private static Optional<RedisConfig> redis(YamlMapping root) {
    if (root.isScalar("redis")) {
      return redis(root, "redis", RedisConfig.STANDARD_PREFIX);
    }
    return root.mapping("redis")
        .flatMap(section -> {
          section.allowOnly(REDIS_KEYS);
          section.require("uri", "the Redis has no uri");
          return redis(section, "uri", section.text("prefix").orElse(RedisConfig.STANDARD_PREFIX));
        });
  }

  private static Optional<RedisConfig> redis(YamlMapping place, String key, String prefix) {
    return place
        .address(key)
        .flatMap(uri -> place.checked(key, () -> new RedisConfig(uri, prefix)));
  }

  private static RetentionConfig results(Optional<YamlMapping> section) {
    if (section.isEmpty()) {
      return RetentionConfig.STANDARD;
    }
    YamlMapping results = section.get();
    results.allowOnly(RESULTS_KEYS);
    return new RetentionConfig(
        results.duration("keep").orElse(RetentionConfig.STANDARD.keep()),
        results
            .text("size")
            .flatMap(text -> results.checked("size", () -> bytes(text)))
            .orElse(RetentionConfig.STANDARD.bytes()));
  }

  private static long bytes(String text) {
    return Sizes.parse(text)
        .orElseThrow(
            () -> new BadConfigException("'%s' is not %s".formatted(text, Sizes.EXPECTED)));
  }

  private static List<ScheduleConfig> schedules(Optional<YamlMapping> section) {
    List<ScheduleConfig> schedules = new ArrayList<>();
    section.ifPresent(
        all -> all.keys().forEach(name -> schedule(all, name).ifPresent(schedules::add)));
    return schedules;
  }

  private static Optional<ScheduleConfig> schedule(YamlMapping all, String name) {
    Optional<YamlMapping> entry = entry(all, name, "cron and task", SCHEDULE_KEYS);
    if (entry.isEmpty()) {
      return Optional.empty();
    }
    YamlMapping schedule = entry.get();
    schedule.require("cron", "the schedule has no cron");
    schedule.require("task", "the schedule has no task");
    JsonNode payload = schedule.json("payload").orElseGet(JsonNodeFactory.instance::objectNode);
    TaskOptions options = options(schedule.mapping("options"));
    Optional<TaskRequest> task =
        schedule
            .text("task")
            .flatMap(
                kind -> schedule.checked("task", () -> new TaskRequest(kind, payload, options)));
    Optional<String> cron =
        schedule
            .text("cron")
            .flatMap(text ->
                schedule.checked(
                    "cron", () -> CronTimes.parse(text, ZoneId.systemDefault()).toString()));
    return cron.flatMap(times ->
        task.flatMap(request ->
            all.checked(
                name,
                () ->
                    new ScheduleConfig(
                        name, times, request, Optional.of(schedule.place("payload"))))));
  }

  private static TaskOptions options(Optional<YamlMapping> section) {
    TaskOptions options = TaskOptions.STANDARD;
    if (section.isEmpty()) {
      return options;
    }
    YamlMapping given = section.get();
    given.allowOnly(OPTIONS_KEYS);
    Optional<Priority> priority =
        given.text("priority").flatMap(name -> given.checked("priority", () -> priority(name)));
    if (priority.isPresent()) {
      options = options.withPriority(priority.get());
    }
    Optional<Duration> keep = given.duration("keep");
    if (keep.isPresent()) {
      options = options.withKeep(keep.get());
    }
    return options.withAttempts(
        given.integer("attempts", 1, 1000).orElse(TaskOptions.STANDARD.attempts()));
  }

  private static Priority priority(String name) {
    return Priority.of(name)
        .orElseThrow(() ->
            new BadConfigException(
                "'%s' is no priority; expected high, normal or low".formatted(name)));
  }

  private static List<WebhookConfig> webhooks(Optional<YamlMapping> section) {
    List<WebhookConfig> webhooks = new ArrayList<>();
    section.ifPresent(
        all -> all.keys().forEach(name -> webhook(all, name).ifPresent(webhooks::add)));
    return webhooks;
  }

  private static Optional<WebhookConfig> webhook(YamlMapping all, String name) {
    Optional<YamlMapping> entry = entry(all, name, "url", WEBHOOK_KEYS);
    if (entry.isEmpty()) {
      return Optional.empty();
    }
    YamlMapping webhook = entry.get();
    webhook.require("url", "the webhook has no url");
    Optional<URI> url =
        webhook.address("url").flatMap(text -> webhook.checked("url", () -> HttpUrls.parse(text)));
    Optional<String> secret =
        webhook
            .text("secret")
            .flatMap(text -> webhook.checked("secret", () -> Webhook.checkedSecret(text)));
    Set<EventType> events =
        webhook
            .texts("events")
            .flatMap(labels -> webhook.checked("events", () -> events(labels)))
            .orElse(EventType.USUAL);
    return url.flatMap(
        place -> all.checked(name, () -> new WebhookConfig(name, place, secret, events)));
  }

  private static Set<EventType> events(List<String> labels) {
    Set<EventType> events = new LinkedHashSet<>();
    for (String label : labels) {
      events.add(
          EventType.of(label)
              .orElseThrow(() ->
                  new BadConfigException(
                      "'%s' is not a kind of event; expected one or more of %s"
                          .formatted(label, EventType.LABELS))));
    }
    return events;
  }

  private static Optional<YamlMapping> entry(
      YamlMapping all, String name, String expected, List<String> keys) {
    all.require(name, "expected " + expected);
    Optional<YamlMapping> entry = all.mapping(name);
    entry.ifPresent(found -> found.allowOnly(keys));
    return entry;
  }

  private static int number(
      Optional<YamlMapping> section, String key, int lowest, int highest, int usual) {
    return section.map(keys -> keys.integer(key, lowest, highest).orElse(usual)).orElse(usual);
  }
}
