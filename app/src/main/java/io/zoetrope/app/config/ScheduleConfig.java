package io.zoetrope.app.config;

import io.zoetrope.automation.schedule.CronTimes;
import io.zoetrope.automation.schedule.Schedule;
import io.zoetrope.tasks.Priority;
import io.zoetrope.tasks.TaskOptions;
import io.zoetrope.tasks.TaskRequest;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A task that is started again and again, and where its payload was read. */
public record ScheduleConfig(Schedule schedule, Optional<Place> place) {
  private static final Key<CronTimes> CRON =
      Key.required(
              "cron",
              new Reader<>("", value -> CronTimes.parse(value.text(), ZoneId.systemDefault())))
          .help(
              "When the task is started: minute, hour, day of the month, month, day of the week, as in 30 6 * * MON-FRI; or @hourly, @daily: see schedules.");

  private static final Key<String> TASK =
      Key.required("task", Reader.TEXT)
          .help("What is started: snapshot, clip, timelapse or export.");

  private static final Key<JsonNode> PAYLOAD =
      Key.optional("payload", new Reader<>("", Value::json), "{}")
          .help("What the task needs to know, as at POST /api/tasks.");

  private static final Key<Priority> PRIORITY =
      Key.of("priority", Reader.of("high, normal or low", Priority::of), "normal")
          .help("high, normal or low.");

  private static final Key<Integer> ATTEMPTS =
      Key.of("attempts", Reader.number(1, 1000), "3")
          .help("How often it is tried at most, 1 to 1000.");

  private static final Key<Duration> KEEP =
      Key.of("keep", Reader.DURATION, "7d")
          .help("How long the task and its result are kept after it has ended.");

  private static final Section OPTIONS = Section.of("options", PRIORITY, ATTEMPTS, KEEP);

  static final Section KEYS = Section.each("schedules", "NAME", CRON, TASK, PAYLOAD, OPTIONS);

  static Optional<ScheduleConfig> read(Settings schedule) {
    Optional<CronTimes> times = schedule.require(CRON, "the schedule has no cron");
    Optional<String> kind = schedule.require(TASK, "the schedule has no task");
    JsonNode payload = schedule.find(PAYLOAD).orElseGet(JsonNodeFactory.instance::objectNode);
    TaskOptions options = options(schedule.in(OPTIONS));
    Optional<TaskRequest> task =
        kind.flatMap(name -> schedule.checked(TASK, () -> new TaskRequest(name, payload, options)));
    return times.flatMap(cron ->
        task.map(request ->
            new ScheduleConfig(
                new Schedule(schedule.name(), cron, request), schedule.place(PAYLOAD))));
  }

  private static TaskOptions options(Settings given) {
    return TaskOptions.STANDARD
        .withPriority(given.get(PRIORITY))
        .withAttempts(given.get(ATTEMPTS))
        .withKeep(given.get(KEEP));
  }
}
