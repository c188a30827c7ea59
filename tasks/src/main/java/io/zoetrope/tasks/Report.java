package io.zoetrope.tasks;

import io.zoetrope.base.Backoff;
import io.zoetrope.base.ForeignCode;
import io.zoetrope.base.Outcome;
import io.zoetrope.base.Outcome.Returned;
import io.zoetrope.base.Outcome.Threw;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Reports the outcome of attempts to the queue, again and again while it cannot be reached. Any
 * thread may call it.
 *
 * @param closing once it is true, nothing is reported a second time
 */
record Report(TaskQueue queue, RandomGenerator random, BooleanSupplier closing) {
  private static final Logger LOG = LoggerFactory.getLogger(Report.class);
  private static final Backoff PAUSE = new Backoff(Duration.ofMillis(50), Duration.ofSeconds(2));

  /** A call about a lease; false when that is lost. */
  interface Call {
    boolean run();
  }

  TaskLeases leases() {
    return queue.leases();
  }

  long renewalNanos() {
    return Math.max(TimeUnit.MILLISECONDS.toNanos(1), leases().duration().toNanos() / 3);
  }

  void progress(Lease lease, Progress last) throws InterruptedException {
    tell(lease, () -> leases().progress(lease, last));
  }

  void done(Lease lease, JsonNode result) throws InterruptedException {
    // Only its handler knows what it consists of: writing it is foreign code.
    switch (ForeignCode.call(() -> TaskJson.text("result", result))) {
      case Returned<String>(String text) -> tell(lease, () -> leases().done(lease, text));
      case Threw<String>(Throwable cause) -> failed(lease, cause);
    }
  }

  void failed(Lease lease, Throwable failure) throws InterruptedException {
    String error = sentence(failure);
    LOG.info("Task {} of kind {} has failed: {}", lease.task().id(), lease.task().kind(), error);
    tell(lease, () -> leases().failed(lease, error));
  }

  void givenBack(Lease lease) throws InterruptedException {
    tell(lease, () -> leases().giveBack(lease));
  }

  void tookTooLong(Lease lease, TaskKind kind) throws InterruptedException {
    String error =
        "It took longer than the %s that a task of kind %s may take."
            .formatted(words(kind.timeout()), kind.name());
    retry(lease, kind, error);
  }

  void attemptFailed(Lease lease, TaskKind kind, Throwable failure) throws InterruptedException {
    String error = sentence(failure);
    LOG.atDebug().setCause(failure).log("Task {}", lease.task().id());
    retry(lease, kind, error);
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
    Duration wait = kind.backoff().delay(task.attempt(), random);
    tell(lease, () -> leases().retry(lease, error, wait));
  }

  private void tell(Lease lease, Call call) throws InterruptedException {
    long leaseEndNanos = System.nanoTime() + leases().duration().toNanos();
    for (int failures = 1; ; failures++) {
      switch (ForeignCode.call(call::run)) {
        case Returned<Boolean>(Boolean held) -> {
          if (!held) {
            LOG.info("Task {} is not this worker's any more.", lease.task().id());
          }
          return;
        }
        case Threw<Boolean>(Throwable cause) -> {
          boolean mayPass =
              cause instanceof QueueUnavailableException || System.nanoTime() - leaseEndNanos < 0;
          if (closing.getAsBoolean() || !mayPass) {
            LOG.warn("Could not report the result of task {}", lease.task().id(), cause);
            return;
          }
        }
      }
      TimeUnit.NANOSECONDS.sleep(PAUSE.delay(failures, random).toNanos());
    }
  }

  private static String sentence(Throwable failure) {
    Outcome<@Nullable String> said = ForeignCode.call(failure::getMessage);
    return said instanceof Returned<?>(String message) && !message.isBlank()
        ? message
        : failure.getClass().getSimpleName();
  }

  private static String words(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + " s"
        : duration.toMillis() + " ms";
  }
}
