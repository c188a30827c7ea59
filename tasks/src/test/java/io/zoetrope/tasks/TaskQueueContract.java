package io.zoetrope.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zoetrope.tasks.topic.Message;
import io.zoetrope.tasks.topic.Overflow;
import io.zoetrope.tasks.topic.Subscriber;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** What every queue promises to those who submit and to workers. */
public abstract class TaskQueueContract extends TaskQueueFixture {
  private static final JsonNode CAMERA_PAYLOAD =
      TaskJson.parse("{\"camera\":\"d\u00f6\\\"or\",\"seconds\":3}");

  @Test
  void aTaskIsQueuedThenRunsThenIsDone() throws Exception {
    TaskQueue queue = queue();
    Task submitted = queue.submit(new TaskRequest("clip", PAYLOAD));
    assertThat(submitted.state()).isEqualTo(TaskState.QUEUED);
    assertThat(queue.find(submitted.id())).contains(submitted);

    Lease lease = take(queue, "clip");
    assertThat(lease.task().id()).isEqualTo(submitted.id());
    assertThat(lease.task().payload()).isEqualTo(PAYLOAD);
    assertThat(lease.task().attempt()).isEqualTo(1);
    assertThat(state(queue, submitted)).isEqualTo(TaskState.RUNNING);

    assertThat(queue.leases().done(lease, TaskJson.parse("{\"file\":\"a.mp4\"}"))).isTrue();
    Task done = queue.find(submitted.id()).orElseThrow();
    assertThat(done.state()).isEqualTo(TaskState.DONE);
    assertThat(done.result()).contains(TaskJson.parse("{\"file\":\"a.mp4\"}"));
    assertThat(done.started()).isPresent();
    assertThat(done.ended()).isPresent();
  }

  @Test
  void aTaskThatIsNotThereIsNotFound() throws Exception {
    TaskQueue queue = queue();
    assertThat(queue.find("00000000000000000000000000")).isEmpty();
    assertThat(queue.cancel("00000000000000000000000000")).isFalse();
    assertThat(queue.await("00000000000000000000000000", LONG)).isEmpty();
  }

  @Test
  void anEmptyQueueGivesNothing() throws Exception {
    TaskQueue queue = queue();
    assertThat(queue.leases().take(Set.of("clip"), "w", 1, Duration.ofMillis(20))).isEmpty();
    assertThat(queue.list(TaskFilter.ALL)).isEmpty();
    assertThat(queue.counts())
        .containsOnlyKeys(TaskState.values())
        .containsEntry(TaskState.DONE, 0L);
  }

  @Test
  void whoWaitsForATaskGetsItAtOnce() throws Exception {
    TaskQueue queue = queue();
    CompletableFuture<Lease> taken = inBackground(() -> take(queue, "clip"));
    Task submitted = queue.submit(new TaskRequest("clip", PAYLOAD));
    assertThat(taken.get(10, TimeUnit.SECONDS).task().id()).isEqualTo(submitted.id());
  }

  @Test
  void aWorkerGetsOnlyTheKindsItCanDo() throws Exception {
    TaskQueue queue = queue();
    queue.submit(new TaskRequest("clip", PAYLOAD));
    Task other = queue.submit(new TaskRequest("snapshot", PAYLOAD));
    assertThat(queue.leases().take(Set.of("video"), "w", 9, Duration.ZERO)).isEmpty();
    assertThat(takenIds(queue, "snapshot", "video")).containsExactly(other.id());
  }

  @Test
  void higherPriorityGoesFirstThenAge() throws Exception {
    TaskQueue queue = queue();
    Task low = queue.submit(request("a", TaskOptions.STANDARD.withPriority(Priority.LOW)));
    Task first = queue.submit(request("a", TaskOptions.STANDARD));
    Task second = queue.submit(request("b", TaskOptions.STANDARD));
    Task high = queue.submit(request("b", TaskOptions.STANDARD.withPriority(Priority.HIGH)));
    assertThat(takenIds(queue, "a", "b"))
        .containsExactly(high.id(), first.id(), second.id(), low.id());
  }

  @Test
  void aDelayedTaskIsTakenWhenItsTimeHasComeAndHoldsNobodyUp() throws Exception {
    TaskQueue queue = queue();
    Task late = queue.submit(request("a", TaskOptions.STANDARD.withDelay(SHORT)));
    Task soon = queue.submit(request("a", TaskOptions.STANDARD));
    assertThat(take(queue, "a").task().id()).isEqualTo(soon.id());
    Lease lease = take(queue, "a");
    assertThat(lease.task().id()).isEqualTo(late.id());
    assertThat(lease.task().started().orElseThrow()).isAfterOrEqualTo(late.notBefore());
    assertThat(late.notBefore()).isEqualTo(late.submitted().plus(SHORT));
  }

  @Test
  void aFullQueueRefusesAndDelayedTasksCount() throws Exception {
    TaskQueue queue = queue(QueueOptions.STANDARD.withCapacity(2));
    queue.submit(request("a", TaskOptions.STANDARD.withDelay(Duration.ofHours(1))));
    queue.submit(request("a", TaskOptions.STANDARD));
    assertThatThrownBy(() -> queue.submit(request("a", TaskOptions.STANDARD)))
        .isInstanceOf(QueueFullException.class)
        .hasMessageContaining("2 tasks wait");
    assertThatThrownBy(() -> queue.submit(request("a", TaskOptions.STANDARD), SHORT))
        .isInstanceOf(QueueFullException.class);
    assertThat(queue.counts()).containsEntry(TaskState.QUEUED, 2L);
    take(queue, "a");
    assertThat(queue.submit(request("a", TaskOptions.STANDARD)).state())
        .isEqualTo(TaskState.QUEUED);
  }

  @Test
  void whoWaitsForRoomGetsItWhenATaskIsTaken() throws Exception {
    TaskQueue queue = queue(QueueOptions.STANDARD.withCapacity(1));
    queue.submit(request("a", TaskOptions.STANDARD));
    CompletableFuture<Task> waiting =
        inBackground(() -> queue.submit(request("a", TaskOptions.STANDARD), LONG));
    take(queue, "a");
    Task submitted = waiting.get(10, TimeUnit.SECONDS);
    assertThat(state(queue, submitted)).isEqualTo(TaskState.QUEUED);
  }

  @Test
  void theSameKeyOfTheSameKindIsTheSameTask() throws Exception {
    TaskQueue queue = queue(QueueOptions.STANDARD.withCapacity(1));
    TaskOptions keyed = TaskOptions.STANDARD.withIdempotencyKey("order 7");
    Task first = queue.submit(request("a", keyed));
    assertThat(queue.submit(request("a", keyed)).id()).isEqualTo(first.id());
    queue.leases().done(take(queue, "a"), PAYLOAD);
    assertThat(queue.submit(request("a", keyed)).state()).isEqualTo(TaskState.DONE);
    assertThat(queue.submit(request("b", keyed)).id()).isNotEqualTo(first.id());
  }

  @Test
  void idsRiseWithTheTimeOfSubmission() throws Exception {
    TaskQueue queue = queue();
    List<String> ids = submitted(queue, 20);
    assertThat(ids).isSorted().doesNotHaveDuplicates().allMatch(id -> id.length() == 26);
  }

  @Test
  void progressIsSeen() throws Exception {
    TaskQueue queue = queue();
    Task task = queue.submit(new TaskRequest("clip", PAYLOAD));
    Lease lease = take(queue, "clip");
    assertThat(queue.leases().progress(lease, new Progress(40, "recording"))).isTrue();
    assertThat(queue.find(task.id()).orElseThrow().progress())
        .isEqualTo(new Progress(40, "recording"));
  }

  @Test
  void aFailedTaskIsNotTriedAgainAndSaysWhy() throws Exception {
    TaskQueue queue = queue();
    Task task = queue.submit(new TaskRequest("clip", PAYLOAD));
    assertThat(queue.leases().failed(take(queue, "clip"), "There is no camera 'door'.")).isTrue();
    Task failed = queue.find(task.id()).orElseThrow();
    assertThat(failed.state()).isEqualTo(TaskState.FAILED);
    assertThat(failed.error()).contains("There is no camera 'door'.");
  }

  @Test
  void aFailedAttemptIsTriedAgainAfterItsDelayUntilNoneIsLeft() throws Exception {
    TaskQueue queue = queue();
    Task task = queue.submit(request("a", TaskOptions.STANDARD.withAttempts(2)));
    assertThat(queue.leases().retry(take(queue, "a"), "Camera is away", SHORT)).isTrue();
    Task again = queue.find(task.id()).orElseThrow();
    assertThat(again.state()).isEqualTo(TaskState.QUEUED);
    assertThat(again.error()).contains("Camera is away");
    Lease second = take(queue, "a");
    assertThat(second.task().attempt()).isEqualTo(2);
    assertThat(second.task().started().orElseThrow()).isAfterOrEqualTo(again.notBefore());
    assertThat(queue.leases().retry(second, "Still away", SHORT)).isTrue();
    Task dead = queue.find(task.id()).orElseThrow();
    assertThat(dead.state()).isEqualTo(TaskState.DEAD);
    assertThat(dead.error()).contains("Still away");
  }

  @Test
  void aTaskThatIsGivenBackCountsAsNotAttempted() throws Exception {
    TaskQueue queue = queue();
    queue.submit(request("a", TaskOptions.STANDARD.withAttempts(1)));
    assertThat(queue.leases().giveBack(take(queue, "a"))).isTrue();
    assertThat(take(queue, "a").task().attempt()).isEqualTo(1);
  }

  @Test
  void aSilentWorkerLosesItsTaskToAnother() throws Exception {
    TaskQueue queue = queue(QueueOptions.STANDARD.withLease(SHORT));
    queue.submit(request("a", TaskOptions.STANDARD.withAttempts(2)));
    Lease lost = take(queue, "a");
    Lease second = take(queue, "a");
    assertThat(second.task().id()).isEqualTo(lost.task().id());
    assertThat(second.task().attempt()).isEqualTo(2);
    assertThat(queue.leases().renew(lost)).isFalse();
    assertThat(queue.leases().progress(lost, Progress.NONE)).isFalse();
    assertThat(queue.leases().done(lost, PAYLOAD)).isFalse();
    assertThat(queue.leases().failed(lost, "no")).isFalse();
    assertThat(queue.leases().retry(lost, "no", Duration.ZERO)).isFalse();
    assertThat(queue.leases().giveBack(lost)).isFalse();
    assertThat(queue.leases().renew(second)).isTrue();
    Task dead = queue.await(second.task().id(), LONG).orElseThrow();
    assertThat(dead.state()).isEqualTo(TaskState.DEAD);
    assertThat(dead.error()).isPresent();
  }

  @Test
  void aRenewedLeaseLasts() throws Exception {
    TaskQueue queue = queue(QueueOptions.STANDARD.withLease(Duration.ofSeconds(1)));
    Task task = queue.submit(request("a", TaskOptions.STANDARD));
    Lease lease = take(queue, "a");
    Instant end = Instant.now().plusMillis(1500);
    await()
        .pollInterval(Duration.ofMillis(100))
        .until(() -> queue.leases().renew(lease) && Instant.now().isAfter(end));
    assertThat(queue.find(task.id()).orElseThrow().attempt()).isEqualTo(1);
    assertThat(queue.leases().done(lease, PAYLOAD)).isTrue();
  }

  @Test
  void aTaskIsDeadWhenItsDeadlinePassesWhetherItWaitsOrRuns() throws Exception {
    TaskQueue queue = queue();
    TaskOptions soon = TaskOptions.STANDARD.withDeadline(Instant.now().plus(SHORT.multipliedBy(2)));
    Task runs = queue.submit(request("a", soon));
    Lease lease = take(queue, "a");
    Task waits = queue.submit(request("a", soon));
    for (Task task : List.of(runs, waits)) {
      Task dead = queue.await(task.id(), LONG).orElseThrow();
      assertThat(dead.state()).isEqualTo(TaskState.DEAD);
      assertThat(dead.error().orElseThrow()).contains("deadline");
    }
    assertThat(queue.leases().done(lease, PAYLOAD)).isFalse();
    assertThat(queue.leases().take(Set.of("a"), "w", 1, Duration.ZERO)).isEmpty();
  }

  @Test
  void aTaskCanBeCancelledUntilItHasEnded() throws Exception {
    TaskQueue queue = queue();
    Task runs = queue.submit(request("a", TaskOptions.STANDARD));
    Lease lease = take(queue, "a");
    Task waits = queue.submit(request("a", TaskOptions.STANDARD));
    assertThat(queue.cancel(waits.id())).isTrue();
    assertThat(queue.cancel(runs.id())).isTrue();
    assertThat(queue.cancel(runs.id())).isFalse();
    assertThat(state(queue, runs)).isEqualTo(TaskState.CANCELLED);
    assertThat(queue.leases().renew(lease)).isFalse();
    assertThat(queue.leases().done(lease, PAYLOAD)).isFalse();
    assertThat(queue.leases().take(Set.of("a"), "w", 1, Duration.ZERO)).isEmpty();
    assertThat(queue.counts()).containsEntry(TaskState.CANCELLED, 2L);
  }

  @Test
  void anyoneCanWaitForTheEnd() throws Exception {
    TaskQueue queue = queue();
    Task task = queue.submit(request("a", TaskOptions.STANDARD));
    assertThat(queue.await(task.id(), Duration.ofMillis(20)).orElseThrow().state())
        .isEqualTo(TaskState.QUEUED);
    CompletableFuture<Optional<Task>> waiting = inBackground(() -> queue.await(task.id(), LONG));
    queue.leases().done(take(queue, "a"), PAYLOAD);
    assertThat(waiting.get(10, TimeUnit.SECONDS).orElseThrow().result()).contains(PAYLOAD);
    assertThat(queue.await(task.id(), LONG).orElseThrow().state()).isEqualTo(TaskState.DONE);
  }

  @Test
  void anEndedTaskIsKeptForItsTimeAndItsKeyIsFreeThen() throws Exception {
    TaskQueue queue = queue();
    TaskOptions brief = TaskOptions.STANDARD.withKeep(SHORT).withIdempotencyKey("k");
    Task task = queue.submit(request("a", brief));
    queue.leases().done(take(queue, "a"), PAYLOAD);
    assertThat(queue.find(task.id())).isPresent();
    await().atMost(LONG).until(() -> queue.find(task.id()).isEmpty());
    assertThat(queue.list(TaskFilter.ALL)).isEmpty();
    assertThat(queue.counts()).containsEntry(TaskState.DONE, 0L);
    assertThat(queue.submit(request("a", brief)).id()).isNotEqualTo(task.id());
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

  @Test
  void aPayloadThatIsTooLargeIsRefused() throws Exception {
    TaskQueue queue = queue();
    JsonNode large = TaskJson.parse('"' + "x".repeat(TaskJson.MOST_CHARACTERS) + '"');
    assertThatThrownBy(() -> queue.submit(new TaskRequest("a", large)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("put large things into a file");
  }

  private List<String> submitted(TaskQueue queue, int count) throws QueueFullException {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(queue.submit(request("a", TaskOptions.STANDARD)).id());
    }
    return ids;
  }

  private static List<String> ids(
      TaskQueue queue, Optional<TaskState> state, Optional<String> kind) {
    return queue.list(page(state, kind, Optional.empty())).stream().map(Task::id).toList();
  }

  private static TaskFilter page(
      Optional<TaskState> state, Optional<String> kind, Optional<String> after) {
    return new TaskFilter(state, kind, after, 2);
  }
}
