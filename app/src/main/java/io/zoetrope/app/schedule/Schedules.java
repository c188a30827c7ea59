package io.zoetrope.app.schedule;

import io.zoetrope.core.time.Timekeeper;
import io.zoetrope.tasks.TaskQueue;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Starts tasks at their times, until it is closed. Any thread may call it. A time that passes while
 * no server runs, or while the machine sleeps, is not made up for.
 */
public final class Schedules implements AutoCloseable {
  private final List<Recurrence> recurrences;

  /** Makes them; nothing happens before {@link #start}. */
  public Schedules(List<Schedule> schedules, TaskQueue queue, Timekeeper time) {
    this(
        schedules,
        queue,
        time,
        submission -> Thread.ofVirtual().name("schedule").start(submission));
  }

  /**
   * Makes them.
   *
   * @param submissions runs what may block
   */
  Schedules(List<Schedule> schedules, TaskQueue queue, Timekeeper time, Executor submissions) {
    this.recurrences =
        schedules.stream()
            .map(schedule -> new Recurrence(schedule, queue, time, submissions))
            .toList();
  }

  /** Starts tasks from now on. */
  public void start() {
    recurrences.forEach(Recurrence::start);
  }

  /** Starts no more tasks. */
  @Override
  public void close() {
    recurrences.forEach(Recurrence::stop);
  }
}
