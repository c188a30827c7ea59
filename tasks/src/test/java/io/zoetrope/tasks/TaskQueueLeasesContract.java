package io.zoetrope.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What becomes of a task that has been taken. */
abstract class TaskQueueLeasesContract extends TaskQueueListsContract {
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
    TaskQueue queue = queue(QueueOptions.STANDARD.withLease(LEASE));
    queue.submit(request("a", TaskOptions.STANDARD.withAttempts(2)));
    Lease lost = take(queue, "a");
    Lease second = take(queue, "a");
    assertThat(queue.leases().renew(second)).isTrue();
    assertThat(second.task().id()).isEqualTo(lost.task().id());
    assertThat(second.task().attempt()).isEqualTo(2);
    assertThat(queue.leases().renew(lost)).isFalse();
    assertThat(queue.leases().progress(lost, Progress.NONE)).isFalse();
    assertThat(queue.leases().done(lost, PAYLOAD)).isFalse();
    assertThat(queue.leases().failed(lost, "no")).isFalse();
    assertThat(queue.leases().retry(lost, "no", Duration.ZERO)).isFalse();
    assertThat(queue.leases().giveBack(lost)).isFalse();
    Task dead = queue.await(second.task().id(), LONG).orElseThrow();
    assertThat(dead.state()).isEqualTo(TaskState.DEAD);
    assertThat(dead.error()).isPresent();
  }

  @Test
  void aRenewedLeaseLasts() throws Exception {
    TaskQueue queue = queue(QueueOptions.STANDARD.withLease(LEASE));
    Task task = queue.submit(request("a", TaskOptions.STANDARD));
    Lease lease = take(queue, "a");
    Instant end = Instant.now().plus(LEASE.multipliedBy(3).dividedBy(2));
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
}
