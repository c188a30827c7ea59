package io.zoetrope.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What every queue promises to those who submit and to workers. */
public abstract class TaskQueueContract extends TaskQueueLeasesContract {
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
  void aWaitingWorkerGetsATaskAtOnce() throws Exception {
    TaskQueue queue = queue();
    CompletableFuture<Lease> taken = inBackground(() -> take(queue, "clip"));
    Task submitted = queue.submit(new TaskRequest("clip", PAYLOAD));
    assertThat(taken.get(1, TimeUnit.MINUTES).task().id()).isEqualTo(submitted.id());
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
    Duration delay = Duration.ofSeconds(2); // Longer than a busy machine takes to submit another.
    Task late = queue.submit(request("a", TaskOptions.STANDARD.withDelay(delay)));
    Task soon = queue.submit(request("a", TaskOptions.STANDARD));
    assertThat(take(queue, "a").task().id()).isEqualTo(soon.id());
    Lease lease = take(queue, "a");
    assertThat(lease.task().id()).isEqualTo(late.id());
    assertThat(lease.task().started().orElseThrow()).isAfterOrEqualTo(late.notBefore());
    assertThat(late.notBefore()).isEqualTo(late.submitted().plus(delay));
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
  void aWaitingSubmitterGetsRoomWhenATaskIsTaken() throws Exception {
    TaskQueue queue = queue(QueueOptions.STANDARD.withCapacity(1));
    queue.submit(request("a", TaskOptions.STANDARD));
    CompletableFuture<Task> waiting =
        inBackground(() -> queue.submit(request("a", TaskOptions.STANDARD), LONG));
    take(queue, "a");
    Task submitted = waiting.get(1, TimeUnit.MINUTES);
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
  void anyoneCanWaitForATaskToEnd() throws Exception {
    TaskQueue queue = queue();
    Task task = queue.submit(request("a", TaskOptions.STANDARD));
    assertThat(queue.await(task.id(), Duration.ofMillis(20)).orElseThrow().state())
        .isEqualTo(TaskState.QUEUED);
    CompletableFuture<Optional<Task>> waiting = inBackground(() -> queue.await(task.id(), LONG));
    queue.leases().done(take(queue, "a"), PAYLOAD);
    assertThat(waiting.get(1, TimeUnit.MINUTES).orElseThrow().result()).contains(PAYLOAD);
    assertThat(queue.await(task.id(), LONG).orElseThrow().state()).isEqualTo(TaskState.DONE);
  }

  @Test
  void anEndedTaskIsKeptForItsTimeAndItsKeyIsFreeThen() throws Exception {
    TaskQueue queue = queue();
    TaskOptions brief =
        TaskOptions.STANDARD.withKeep(Duration.ofSeconds(2)).withIdempotencyKey("k");
    Task task = queue.submit(request("a", brief));
    queue.leases().done(take(queue, "a"), PAYLOAD);
    assertThat(queue.find(task.id())).isPresent();
    await().atMost(LONG).until(() -> queue.find(task.id()).isEmpty());
    assertThat(queue.list(TaskFilter.ALL)).isEmpty();
    assertThat(queue.counts()).containsEntry(TaskState.DONE, 0L);
    assertThat(queue.submit(request("a", brief)).id()).isNotEqualTo(task.id());
  }

  @Test
  void aPayloadThatIsTooLargeIsRefused() throws Exception {
    TaskQueue queue = queue();
    JsonNode large = TaskJson.parse('"' + "x".repeat(TaskJson.MOST_CHARACTERS) + '"');
    assertThatThrownBy(() -> queue.submit(new TaskRequest("a", large)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("put large things into a file");
  }
}
