package io.zoetrope.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Tasks that are cancelled, and a worker that closes. */
abstract class WorkerEndContract extends WorkerFixture {
  @Test
  void aCancelledTaskIsInterruptedAtOnce() throws Exception {
    // With so long a lease, renewing it would tell much too late.
    TaskQueue queue = queue(QueueOptions.STANDARD.withLease(Duration.ofMinutes(10)));
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    worker(
        queue,
        1,
        kind(
            "a",
            Duration.ofMinutes(10),
            _ -> {
              started.countDown();
              return blockUntilInterrupted(interrupted);
            }));
    Task task = submit(queue, STANDARD);
    assertThat(started.await(1, TimeUnit.MINUTES)).isTrue();
    assertThat(queue.cancel(task.id())).isTrue();
    assertThat(interrupted.await(1, TimeUnit.MINUTES)).isTrue();
    assertThat(queue.find(task.id()).orElseThrow().state()).isEqualTo(TaskState.CANCELLED);
  }

  @Test
  void aLongTaskKeepsItsLease() throws Exception {
    TaskQueue queue = queue(QueueOptions.STANDARD.withLease(Duration.ofSeconds(2)));
    CountDownLatch never = new CountDownLatch(1);
    worker(
        queue,
        2,
        kind(
            "a",
            _ -> {
              never.await(5, TimeUnit.SECONDS);
              return NOTHING;
            }));
    Task done = ended(queue, submit(queue, STANDARD));
    assertThat(done.state()).isEqualTo(TaskState.DONE);
    assertThat(done.attempt()).isEqualTo(1);
  }

  @Test
  void theLastProgressIsReportedHoweverFastItCame() throws Exception {
    TaskQueue queue = queue();
    worker(
        queue,
        context -> {
          for (int percent = 0; percent <= 90; percent++) {
            context.progress(percent, "at " + percent);
          }
          throw new TaskFailedException("No further.");
        });
    assertThat(ended(queue, submit(queue, STANDARD)).progress())
        .isEqualTo(new Progress(90, "at 90"));
  }

  @Test
  void aWorkerThatClosesGivesItsTasksBack() throws Exception {
    TaskQueue queue = queue();
    CountDownLatch started = new CountDownLatch(1);
    Worker closed =
        worker(
            queue,
            _ -> {
              started.countDown();
              return blockUntilInterrupted(new CountDownLatch(1));
            });
    Task task = submit(queue, STANDARD.withAttempts(1));
    assertThat(started.await(1, TimeUnit.MINUTES)).isTrue();
    closed.close();
    closed.close();
    assertThat(queue.find(task.id()).orElseThrow().state()).isEqualTo(TaskState.QUEUED);
    worker(queue, _ -> NOTHING);
    assertThat(ended(queue, task).state()).isEqualTo(TaskState.DONE);
  }

  @Test
  void aWorkerThatClosesLetsShortTasksEnd() throws Exception {
    TaskQueue queue = queue();
    CountDownLatch started = new CountDownLatch(1);
    Worker closed =
        worker(
            queue,
            _ -> {
              started.countDown();
              new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
              return NOTHING;
            });
    Task task = submit(queue, STANDARD);
    assertThat(started.await(1, TimeUnit.MINUTES)).isTrue();
    closed.close();
    assertThat(queue.find(task.id()).orElseThrow().state()).isEqualTo(TaskState.DONE);
  }

  @Test
  void aTaskTakenWhileTheWorkerClosesStillGetsItsGrace() throws Exception {
    TaskQueue queue = queue();
    Worker closed =
        worker(
            TakenAtClose.of(queue),
            _ -> {
              new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
              return NOTHING;
            });
    Task task = submit(queue, STANDARD);
    await()
        .untilAsserted(() ->
            assertThat(queue.find(task.id()).orElseThrow().state()).isEqualTo(TaskState.RUNNING));
    closed.close();
    assertThat(queue.find(task.id()).orElseThrow().state()).isEqualTo(TaskState.DONE);
  }
}
