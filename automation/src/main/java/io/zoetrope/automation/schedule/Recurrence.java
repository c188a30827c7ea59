package io.zoetrope.automation.schedule;

import io.zoetrope.core.time.Timekeeper;
import io.zoetrope.core.time.Timekeeper.Timer;
import io.zoetrope.tasks.QueueFullException;
import io.zoetrope.tasks.Task;
import io.zoetrope.tasks.TaskQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One schedule at work. Any thread may call it; what blocks runs on the executor. It looks at the
 * clock twice a minute, because that may be set, or stand still while the machine sleeps.
 */
final class Recurrence {
  private static final Logger LOG = LoggerFactory.getLogger(Recurrence.class);

  private static final Duration LONGEST_NAP = Duration.ofSeconds(30);
  private static final Duration RETRY = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofHours(1);

  /** A time that was noticed later than this has passed while the machine slept. */
  private static final Duration PUNCTUAL = Duration.ofMinutes(1);

  /** A clock that is set back by less does not start tasks a second time. */
  private static final Duration SMALL_CORRECTION = Duration.ofDays(1);

  private final Schedule schedule;
  private final TaskQueue queue;
  private final Timekeeper time;
  private final Executor submissions;

  // Guarded by this.
  private Instant doneUntil;
  private Optional<Instant> next = Optional.empty();
  private @Nullable Timer timer;
  private boolean stopped;

  Recurrence(Schedule schedule, TaskQueue queue, Timekeeper time, Executor submissions) {
    this.schedule = schedule;
    this.queue = queue;
    this.time = time;
    this.submissions = submissions;
    this.doneUntil = time.now();
  }

  synchronized void start() {
    doneUntil(time.now());
    look();
  }

  synchronized void stop() {
    stopped = true;
    if (timer != null) {
      timer.cancel();
    }
  }

  private synchronized void look() {
    Instant now = time.now();
    if (now.isBefore(doneUntil.minus(SMALL_CORRECTION))) {
      doneUntil(now);
    }
    while (next.isPresent() && !next.get().isAfter(now)) {
      doneUntil(fire(next.get(), now));
    }
    if (next.isPresent() && !stopped) {
      Duration nap = Duration.between(now, next.get());
      timer = time.after(nap.compareTo(LONGEST_NAP) < 0 ? nap : LONGEST_NAP, this::look);
    }
  }

  private synchronized void doneUntil(Instant moment) {
    doneUntil = moment;
    next = schedule.times().next(moment);
  }

  /** Returns until when all is done. */
  private Instant fire(Instant due, Instant now) {
    if (Duration.between(due, now).compareTo(PUNCTUAL) > 0) {
      LOG.info(
          "schedule {}: its time {} has passed while the machine slept or its clock was set; it is left out",
          schedule.name(),
          due);
      return now;
    }
    submissions.execute(() -> submit(due, true));
    return due;
  }

  private void submit(Instant due, boolean first) {
    if (isStopped()) {
      return;
    }
    try {
      Task task = queue.submit(schedule.taskOf(due));
      LOG.info("schedule {}: started {} {}", schedule.name(), task.kind(), task.id());
    } catch (QueueFullException | RuntimeException e) {
      notSubmitted(due, first, e);
    }
  }

  private void notSubmitted(Instant due, boolean first, Exception e) {
    Instant again = time.now().plus(RETRY);
    if (again.isBefore(lastChance(due))) {
      if (first) {
        LOG.warn(
            "schedule {}: its task could not be started and is tried again every {} s: {}",
            schedule.name(),
            RETRY.toSeconds(),
            e.getMessage());
      }
      time.after(RETRY, () -> submissions.execute(() -> submit(due, false)));
    } else {
      LOG.warn(
          "schedule {}: the task of {} was not started: {}", schedule.name(), due, e.getMessage());
    }
  }

  /** The next time of the schedule takes the place of one that could not be kept. */
  private Instant lastChance(Instant due) {
    Instant patient = due.plus(PATIENCE);
    return schedule.times().next(due).filter(patient::isAfter).orElse(patient);
  }

  private synchronized boolean isStopped() {
    return stopped;
  }
}
