package io.zoetrope.automation.schedule;

import io.zoetrope.core.secret.Secrets;
import io.zoetrope.tasks.QueueUnavailableException;
import io.zoetrope.tasks.Task;
import io.zoetrope.tasks.TaskEvents;
import io.zoetrope.tasks.TaskQueue;
import io.zoetrope.tasks.TaskState;
import io.zoetrope.tasks.topic.Overflow;
import io.zoetrope.tasks.topic.TopicListener;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reports the tasks of schedules that fail: nobody waits for their result. One thread gives it
 * events.
 */
record ScheduleFailures(List<Schedule> schedules, TaskQueue queue, Consumer<String> report) {
  private static final Logger LOG = LoggerFactory.getLogger(ScheduleFailures.class);
  private static final JsonMapper JSON = new JsonMapper();
  private static final Set<String> FAILED =
      Set.of(TaskState.FAILED.label(), TaskState.DEAD.label());

  private static final int BUFFER = 1000;

  TopicListener listener(RandomGenerator random) {
    return new TopicListener(
        "schedule-failures",
        () -> queue.events().subscribe(BUFFER, Overflow.DROP_OLDEST),
        message -> hear(message.json()),
        random);
  }

  void hear(String json) {
    // Most of what happens is of no interest, so it is not parsed.
    if (FAILED.stream().anyMatch(json::contains)) {
      try {
        failedTask(json).flatMap(queue::find).flatMap(this::sentence).ifPresent(report);
      } catch (QueueUnavailableException e) {
        LOG.debug("It is not known which task has failed: {}", e.getMessage());
      }
    }
  }

  private static Optional<String> failedTask(String json) {
    try {
      JsonNode event = JSON.readTree(json);
      return event.path("type").asString("").equals(TaskEvents.TYPE)
              && FAILED.contains(event.path("state").asString(""))
          ? Optional.of(event.path("id").asString(""))
          : Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty(); // Not ours.
    }
  }

  private Optional<String> sentence(Task task) {
    return task.idempotencyKey()
        .flatMap(key -> schedules.stream().filter(schedule -> schedule.hasStarted(key)).findFirst())
        .map(schedule ->
            "schedule %s: its %s %s failed: %s"
                .formatted(
                    schedule.name(),
                    task.kind(),
                    task.id(),
                    task.error().map(Secrets::mask).orElse("nobody knows why")));
  }
}
