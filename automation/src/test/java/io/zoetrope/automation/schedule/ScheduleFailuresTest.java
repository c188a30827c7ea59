package io.zoetrope.automation.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.core.fixture.SettableClock;
import io.zoetrope.tasks.TaskOptions;
import io.zoetrope.tasks.TaskRequest;
import io.zoetrope.tasks.TaskState;
import io.zoetrope.tasks.topic.TopicListener;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

final class ScheduleFailuresTest {
  private static final CronTimes AT_THREE = CronTimes.parse("0 3 * * *", ZoneOffset.UTC);
  private static final TaskRequest SNAPSHOT =
      new TaskRequest("snapshot", JsonNodeFactory.instance.objectNode().put("camera", "door"));

  private final SettableClock clock = new SettableClock();
  private final SubmittedTasks queue = new SubmittedTasks(clock);
  private final Schedule night = new Schedule("night", AT_THREE, SNAPSHOT);
  private final List<String> reported = new CopyOnWriteArrayList<>();
  private final ScheduleFailures failures =
      new ScheduleFailures(List.of(night), queue, reported::add);

  @Test
  void publishedEventsAreReceived() throws Exception {
    String key = submit(night, "2026-01-02T03:00:00Z");
    ObjectNode event = queue.becomes(key, TaskState.FAILED, "It is away.");
    try (TopicListener listening = failures.listener(new Random(1))) {
      listening.start();
      await()
          .until(() -> {
            queue.events().publish(event);
            return !reported.isEmpty();
          });
    }
  }

  @Test
  void aScheduledTaskThatFailsIsReportedWithItsSchedule() throws Exception {
    happens(submit(night, "2026-01-02T03:00:00Z"), TaskState.DEAD, "It took too long.");
    happens(submit(night, "2026-01-03T03:00:00Z"), TaskState.FAILED, "It is away.");

    assertThat(reported)
        .containsExactly(
            "schedule night: its snapshot task-0 failed: It took too long.",
            "schedule night: its snapshot task-1 failed: It is away.");
  }

  @Test
  void runningTasksAndTasksOfOthersAreNotReported() throws Exception {
    String key = submit(night, "2026-01-02T03:00:00Z");
    for (TaskState state : TaskState.values()) {
      if (state != TaskState.FAILED && state != TaskState.DEAD) {
        happens(key, state, "the last attempt failed");
      }
    }
    Schedule nightly = new Schedule("nightly", AT_THREE, SNAPSHOT);
    happens(submit(nightly, "2026-01-02T03:00:00Z"), TaskState.FAILED, "Not ours.");
    queue.submit(
        new TaskRequest(
            "clip", SNAPSHOT.payload(), TaskOptions.STANDARD.withIdempotencyKey("mine")));
    happens("mine", TaskState.FAILED, "Somebody waits for it.");
    failures.hear("{\"type\": \"viewers\", \"state\": \"failed\"}");
    failures.hear("neither failed nor JSON");

    assertThat(reported).isEmpty();
  }

  @Test
  void secretsInErrorsOfOtherProgramsAreMasked() throws Exception {
    happens(submit(night, "2026-01-02T03:00:00Z"), TaskState.FAILED, "no rtsp://me:hunter2@h/");

    assertThat(reported).singleElement().asString().endsWith("failed: no rtsp://***@h/");
  }

  private void happens(String key, TaskState state, String error) {
    failures.hear(queue.becomes(key, state, error).toString());
  }

  private String submit(Schedule schedule, String fire) throws Exception {
    TaskRequest request = schedule.taskOf(Instant.parse(fire));
    queue.submit(request);
    return request.options().idempotencyKey().orElseThrow();
  }
}
