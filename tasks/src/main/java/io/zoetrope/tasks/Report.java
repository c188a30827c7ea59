package io.zoetrope.tasks;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Tells the queue what became of attempts; while it cannot be reached, again and again. Any thread
 * may call it.
 */
final class Report {
  private static final Logger LOG = LoggerFactory.getLogger(Report.class);
  private static final long FIRST_PAUSE_MILLIS = 50;
  private static final long LONGEST_PAUSE_MILLIS = 2000;

  /** A call about a lease; false when that is lost. */
  interface Call {
    boolean run();
  }

  private final TaskLeases leases;
  private final RandomGenerator random;
  private final BooleanSupplier closing;

  /**
   * Makes one.
   *
   * @param closing when it says true, nothing is told twice any more
   */
  Report(TaskLeases leases, RandomGenerator random, BooleanSupplier closing) {
    this.leases = leases;
    this.random = random;
    this.closing = closing;
  }

  TaskLeases leases() {
    return leases;
  }

  long renewalNanos() {
    return Math.max(TimeUnit.MILLISECONDS.toNanos(1), leases.duration().toNanos() / 3);
  }

  void progress(Lease lease, Progress last) throws InterruptedException {
    tell(lease, () -> leases.progress(lease, last));
  }

  void done(Lease lease, JsonNode result) throws InterruptedException {
    try {
      tell(lease, () -> leases.done(lease, result));
    } catch (IllegalArgumentException tooLarge) {
      failed(lease, tooLarge);
    }
  }

  void failed(Lease lease, Throwable failure) throws InterruptedException {
    String error = sentence(failure);
    LOG.info("Task {} of kind {} has failed: {}", lease.task().id(), lease.task().kind(), error);
    tell(lease, () -> leases.failed(lease, error));
  }

  void givenBack(Lease lease) throws InterruptedException {
    tell(lease, () -> leases.giveBack(lease));
  }

  void tookTooLong(Lease lease, TaskKind kind) throws InterruptedException {
    String error =
        "It took longer than the %s that a task of kind %s may take."
            .formatted(words(kind.timeout()), kind.name());
    retry(lease, kind, error);
  }

  void attemptFailed(Lease lease, TaskKind kind, @Nullable Throwable failure)
      throws InterruptedException {
    LOG.atDebug().setCause(failure).log("Task {}", lease.task().id());
    retry(lease, kind, failure == null ? "It was interrupted." : sentence(failure));
  }

  private void retry(Lease lease, TaskKind kind, String error) throws InterruptedException {
    Task task = lease.task();
    LOG.info(
        "Attempt {} of {} at task {} of kind {} has failed: {}",
        task.attempt(),
        task.attempts(),
        task.id(),
        task.kind(),
        error);
    Duration wait = RetryWaits.after(task.attempt(), kind, random);
    tell(lease, () -> leases.retry(lease, error, wait));
  }

  private void tell(Lease lease, Call call) throws InterruptedException {
    long pause = FIRST_PAUSE_MILLIS;
    while (true) {
      try {
        if (!call.run()) {
          LOG.info("Task {} is not this worker's any more.", lease.task().id());
        }
        return;
      } catch (QueueUnavailableException e) {
        if (closing.getAsBoolean()) {
          LOG.warn("What became of task {} could not be told.", lease.task().id());
          return;
        }
        TimeUnit.MILLISECONDS.sleep(pause);
        pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
      }
    }
  }

  private static String sentence(Throwable failure) {
    String message = failure.getMessage();
    return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
  }

  private static String words(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + " s"
        : duration.toMillis() + " ms";
  }
}
