package io.zoetrope.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.tasks.topic.Message;
import io.zoetrope.tasks.topic.Overflow;
import io.zoetrope.tasks.topic.Subscriber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** What a queue lists, counts and publishes. */
abstract class TaskQueueListsContract extends TaskQueueFixture {
  private static final JsonNode CAMERA_PAYLOAD =
      TaskJson.parse("{\"camera\":\"d\u00f6\\\"or\",\"seconds\":3}");

  @Test
  void idsRiseWithTheTimeOfSubmission() throws Exception {
    TaskQueue queue = queue();
    List<String> ids = submitted(queue, 20);
    assertThat(ids).isSorted().doesNotHaveDuplicates().allMatch(id -> id.length() == 26);
  }

  @Test
  void tasksAreListedInPagesTheNewestFirst() throws Exception {
    TaskQueue queue = queue();
    List<String> newestFirst = submitted(queue, 5).reversed();
    List<Task> page = queue.list(page(Optional.empty(), Optional.empty(), Optional.empty()));
    assertThat(page).extracting(Task::id).isEqualTo(newestFirst.subList(0, 2));
    Optional<String> after = Optional.of(page.getLast().id());
    assertThat(queue.list(page(Optional.empty(), Optional.empty(), after)))
        .extracting(Task::id)
        .isEqualTo(newestFirst.subList(2, 4));
  }

  @Test
  void tasksAreListedByStateAndKind() throws Exception {
    TaskQueue queue = queue();
    Task a = queue.submit(request("a", TaskOptions.STANDARD));
    Task b = queue.submit(request("b", TaskOptions.STANDARD));
    Task delayed = queue.submit(request("b", TaskOptions.STANDARD.withDelay(Duration.ofHours(1))));
    take(queue, "b");
    assertThat(ids(queue, Optional.of(TaskState.QUEUED), Optional.empty()))
        .containsExactly(delayed.id(), a.id());
    assertThat(ids(queue, Optional.empty(), Optional.of("b")))
        .containsExactly(delayed.id(), b.id());
    assertThat(ids(queue, Optional.of(TaskState.RUNNING), Optional.of("b")))
        .containsExactly(b.id());
    assertThat(ids(queue, Optional.of(TaskState.DONE), Optional.of("b"))).isEmpty();
  }

  @Test
  void everyChangeIsPublishedAsAnEvent() throws Exception {
    TaskQueue queue = queue();
    try (Subscriber events = queue.events().subscribe(100, Overflow.END)) {
      Task task = queue.submit(request("a", TaskOptions.STANDARD));
      Lease first = take(queue, "a");
      queue.leases().progress(first, new Progress(40, "half"));
      queue.leases().retry(first, "Away", Duration.ZERO);
      queue.leases().done(take(queue, "a"), PAYLOAD);
      List<String> told = new ArrayList<>();
      while (told.size() < 6) {
        Message message = events.poll(LONG).orElseThrow();
        JsonNode json = TaskJson.parse(message.json());
        assertThat(json.get("type").asString()).isEqualTo("task");
        assertThat(json.get("id").asString()).isEqualTo(task.id());
        assertThat(json.get("kind").asString()).isEqualTo("a");
        told.add(json.get("state").asString() + " " + json.get("percent").asInt());
      }
      assertThat(told)
          .containsExactly(
              "queued 0", "running 0", "running 40", "queued 0", "running 0", "done 100");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"DONE", "FAILED", "DEAD", "CANCELLED"})
  void theEndOfATaskIsToldOnItsOwnToo(TaskState end) throws Exception {
    TaskQueue queue = queue();
    try (Subscriber events = queue.events().subscribe(100, Overflow.END)) {
      Task task =
          queue.submit(new TaskRequest("a", CAMERA_PAYLOAD, TaskOptions.STANDARD.withAttempts(1)));
      Lease lease = take(queue, "a");
      switch (end) {
        case DONE -> queue.leases().done(lease, PAYLOAD);
        case FAILED -> queue.leases().failed(lease, "It is \"gone\".");
        case DEAD -> queue.leases().retry(lease, "It is \"gone\".", Duration.ZERO);
        default -> queue.cancel(task.id());
      }
      List<JsonNode> told = new ArrayList<>();
      while (told.isEmpty() || !told.getLast().path("type").asString().equals("task.ended")) {
        told.add(TaskJson.parse(events.poll(LONG).orElseThrow().json()));
      }
      assertThat(told)
          .extracting(json -> json.get("type").asString() + " " + json.get("state").asString())
          .containsExactly(
              "task queued", "task running", "task " + end.label(), "task.ended " + end.label());
      assertThat(told).extracting(json -> json.get("camera").asString()).containsOnly("dö\"or");
      JsonNode ended = told.getLast();
      assertThat(ended.propertyNames())
          .containsExactlyInAnyOrderElementsOf(
              end == TaskState.FAILED || end == TaskState.DEAD
                  ? List.of("type", "at", "id", "kind", "camera", "state", "attempt", "error")
                  : List.of("type", "at", "id", "kind", "camera", "state", "attempt"));
      assertThat(ended.get("id").asString()).isEqualTo(task.id());
      assertThat(ended.get("at")).isEqualTo(told.get(2).get("at"));
    }
  }

  @Test
  void eventsOfATaskWithoutACameraNameNone() throws Exception {
    TaskQueue queue = queue();
    try (Subscriber events = queue.events().subscribe(100, Overflow.END)) {
      for (String payload : List.of("{}", "[]", "{\"camera\":7}", "{\"camera\":\"\"}", "null")) {
        queue.submit(new TaskRequest("a", TaskJson.parse(payload)));
        JsonNode told = TaskJson.parse(events.poll(LONG).orElseThrow().json());
        assertThat(told.has("camera")).as(payload).isFalse();
      }
    }
  }

  @Test
  void listsAndCountsKindsThatBeginAlike() throws Exception {
    TaskQueue queue = queue();
    Task clip = queue.submit(new TaskRequest("clip", PAYLOAD));
    Task home = queue.submit(new TaskRequest("webhook-home", PAYLOAD));
    Task work = queue.submit(new TaskRequest("webhook-work", PAYLOAD));
    Task webhook = queue.submit(new TaskRequest("webhook", PAYLOAD));
    queue.cancel(work.id());

    assertThat(listed(queue, Optional.empty(), "webhook-*", null))
        .containsExactly(work.id(), home.id());
    assertThat(listed(queue, Optional.of(TaskState.QUEUED), "webhook-*", null))
        .containsExactly(home.id());
    assertThat(listed(queue, Optional.empty(), null, "webhook-*"))
        .containsExactly(webhook.id(), clip.id());
    assertThat(listed(queue, Optional.of(TaskState.QUEUED), null, "webhook-*"))
        .containsExactly(webhook.id(), clip.id());
    assertThat(listed(queue, Optional.empty(), "*", "webhook"))
        .containsExactly(work.id(), home.id(), clip.id());
    assertThat(queue.counts("webhook-*"))
        .containsOnlyKeys(TaskState.values())
        .containsEntry(TaskState.QUEUED, 1L)
        .containsEntry(TaskState.CANCELLED, 1L)
        .containsEntry(TaskState.DONE, 0L);
    assertThat(queue.counts("clip")).containsEntry(TaskState.QUEUED, 1L);
  }

  private static List<String> listed(
      TaskQueue queue, Optional<TaskState> state, @Nullable String kind, @Nullable String without) {
    TaskFilter filter =
        new TaskFilter(
            state, Optional.ofNullable(kind), Optional.ofNullable(without), Optional.empty(), 10);
    return queue.list(filter).stream().map(Task::id).toList();
  }

  List<String> submitted(TaskQueue queue, int count) throws QueueFullException {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(queue.submit(request("a", TaskOptions.STANDARD)).id());
    }
    return ids;
  }

  static List<String> ids(TaskQueue queue, Optional<TaskState> state, Optional<String> kind) {
    return queue.list(page(state, kind, Optional.empty())).stream().map(Task::id).toList();
  }

  static TaskFilter page(Optional<TaskState> state, Optional<String> kind, Optional<String> after) {
    return new TaskFilter(state, kind, after, 2);
  }
}
