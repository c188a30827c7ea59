package io.zoetrope.app.schedule;

import io.zoetrope.core.driver.Secrets;
import io.zoetrope.tasks.Task;
import io.zoetrope.tasks.TaskEvents;
import io.zoetrope.tasks.TaskQueue;
import io.zoetrope.tasks.TaskState;
import io.zoetrope.tasks.topic.Message;
import io.zoetrope.tasks.topic.Overflow;
import io.zoetrope.tasks.topic.Subscriber;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reports the tasks of schedules that fail: nobody waits for their result. Runs on a thread of its
 * own until that is interrupted.
 */
final class ScheduleFailures implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(ScheduleFailures.class);
  private static final JsonMapper JSON = new JsonMapper();
  private static final Set<String> FAILED =
      Set.of(TaskState.FAILED.label(), TaskState.DEAD.label());
  private static final int BUFFER = 1000;

  private final List<Schedule> schedules;
  private final TaskQueue queue;
  private final Consumer<String> report;

  /**
   * Makes it.
   *
   * @param report is given a sentence for each
   */
  ScheduleFailures(List<Schedule> schedules, TaskQueue queue, Consumer<String> report) {
    this.schedules = schedules;
    this.queue = queue;
    this.report = report;
  }

  @Override
  public void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        listen();
        TimeUnit.SECONDS.sleep(1);
      }
    } catch (InterruptedException e) {
      // The schedules are closed.
    }
  }

  private void listen() throws InterruptedException {
    try (Subscriber news = queue.events().subscribe(BUFFER, Overflow.DROP_OLDEST)) {
      while (!news.ended()) {
        Optional<Message> message = news.poll(Duration.ofMinutes(1));
        if (message.isPresent()) {
          hear(message.get().json());
        }
      }
    } catch (RuntimeException e) {
      LOG.debug("Failures of scheduled tasks are not heard of: {}", e.getMessage());
    }
  }

  void hear(String json) {
    // Most of what happens is of no interest, so it is not parsed.
    if (FAILED.stream().anyMatch(json::contains)) {
      failedTask(json).flatMap(queue::find).flatMap(this::sentence).ifPresent(report);
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
