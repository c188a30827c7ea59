package io.zoetrope.automation.schedule;

import io.zoetrope.core.time.Timekeeper;
import io.zoetrope.tasks.TaskQueue;
import io.zoetrope.tasks.topic.TopicListener;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts tasks at their times, until it is closed. Any thread may call it. A time that passes while
 * no server runs, or while the machine sleeps, is not made up for.
 */
public final class Schedules implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Schedules.class);

  private final List<Recurrence> recurrences;
  private final TopicListener listener;

  /** Makes them; nothing happens before {@link #start}. */
  public Schedules(List<Schedule> schedules, TaskQueue queue, Timekeeper time) {
    this(
        schedules,
        queue,
        time,
        submission -> Thread.ofVirtual().name("schedule").start(submission));
  }

  /** The executor runs what may block. */
  Schedules(List<Schedule> schedules, TaskQueue queue, Timekeeper time, Executor submissions) {
    this.recurrences =
        schedules.stream()
            .map(schedule -> new Recurrence(schedule, queue, time, submissions))
            .toList();
    this.listener = new ScheduleFailures(schedules, queue, LOG::warn).listener(new SecureRandom());
  }

  /** Starts tasks from now on, and warns when one fails. */
  public void start() {
    listener.start();
    recurrences.forEach(Recurrence::start);
  }

  @Override
  public void close() {
    recurrences.forEach(Recurrence::stop);
    listener.close();
  }
}
