package io.zoetrope.automation.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.automation.schedule.SubmittedTasks.Condition;
import io.zoetrope.core.fixture.SettableClock;
import io.zoetrope.core.time.Timekeeper;
import io.zoetrope.tasks.Priority;
import io.zoetrope.tasks.TaskOptions;
import io.zoetrope.tasks.TaskRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The clock begins at 2026-01-01T12:00:00Z. */
final class SchedulesTest {
  private static final JsonNode DOOR = JsonNodeFactory.instance.objectNode().put("camera", "door");

  private final SettableClock clock = new SettableClock();
  private final SubmittedTasks queue = new SubmittedTasks(clock);

  @Test
  void startsItsTaskAtEachTime() {
    TaskOptions options = TaskOptions.STANDARD.withPriority(Priority.LOW).withAttempts(7);
    try (Schedules _ = started(schedule("0 3 * * *", ZoneOffset.UTC, options))) {
      clock.advance(Duration.ofDays(2));
    }

    assertThat(queue.keys())
        .containsExactly(
            "schedule:night:2026-01-02T03:00:00Z", "schedule:night:2026-01-03T03:00:00Z");
    assertThat(queue.tasks())
        .allSatisfy(task -> {
          assertThat(task.kind()).isEqualTo("snapshot");
          assertThat(task.payload()).isEqualTo(DOOR);
          assertThat(task.priority()).isEqualTo(Priority.LOW);
          assertThat(task.attempts()).isEqualTo(7);
        });
    assertThat(queue.tasks().getFirst().submitted())
        .isEqualTo(Instant.parse("2026-01-02T03:00:00Z"));
  }

  @Test
  void manyServersOnOneQueueStartItOnce() {
    Schedule schedule = schedule("0 3 * * *");
    try (Schedules _ = started(schedule);
        Schedules _ = started(schedule)) {
      clock.advance(Duration.ofDays(1));
    }

    assertThat(queue.submissions()).isEqualTo(2);
    assertThat(queue.keys()).containsExactly("schedule:night:2026-01-02T03:00:00Z");
  }

  @Test
  void keepsTheTaskLongEnoughForAServerThatIsLate() {
    Schedule schedule =
        schedule("@daily", ZoneOffset.UTC, TaskOptions.STANDARD.withKeep(Duration.ofSeconds(1)));

    assertThat(schedule.taskOf(clock.now()).options().keep()).isEqualTo(Duration.ofHours(2));
  }

  @Test
  void runsOnceInNightsWhenClocksChange() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    try (Schedules _ = started(schedule("30 2 * * *", berlin, TaskOptions.STANDARD))) {
      clock.advance(Duration.ofDays(365));
    }

    assertThat(queue.keys())
        .hasSize(365)
        .contains("schedule:night:2026-03-29T01:00:00Z", "schedule:night:2026-10-25T00:30:00Z");
  }

  @Test
  void retriesWithinAMinuteWhileTheQueueIsFull() {
    triesAgainWhile(Condition.FULL);
  }

  @Test
  void retriesWithinAMinuteWhileTheQueueIsAway() {
    triesAgainWhile(Condition.AWAY);
  }

  private void triesAgainWhile(Condition trouble) {
    queue.is(trouble);
    try (Schedules _ = started(schedule("0 13 * * *"))) {
      clock.advance(Duration.ofMinutes(65));
      assertThat(queue.keys()).isEmpty();

      queue.is(Condition.WELL);
      clock.advance(Duration.ofMinutes(1));
    }

    assertThat(queue.keys()).containsExactly("schedule:night:2026-01-01T13:00:00Z");
  }

  @Test
  void theNextTimeReplacesAMissedOne() {
    queue.is(Condition.AWAY);
    try (Schedules _ = started(schedule("*/5 * * * *"))) {
      clock.advance(Duration.ofMinutes(59));
      queue.is(Condition.WELL);
      clock.advance(Duration.ofMinutes(1));
    }

    assertThat(queue.keys())
        .containsExactly(
            "schedule:night:2026-01-01T12:55:00Z", "schedule:night:2026-01-01T13:00:00Z");
  }

  @Test
  void givesUpAfterAnHour() {
    queue.is(Condition.AWAY);
    try (Schedules _ = started(schedule("0 13 * * *"))) {
      clock.advance(Duration.ofHours(2));
      queue.is(Condition.WELL);
      clock.advance(Duration.ofHours(2));
    }

    assertThat(queue.keys()).isEmpty();
    assertThat(queue.submissions()).isEqualTo(360);
  }

  @Test
  void skipsTimesThatPassedWhileTheMachineSlept() {
    SleepyClock sleepy = new SleepyClock(clock);
    try (Schedules _ = started(schedule("*/5 * * * *"), sleepy)) {
      sleepy.sleep(Duration.ofMinutes(63));
      clock.advance(Duration.ofMinutes(3));
    }

    assertThat(queue.keys()).containsExactly("schedule:night:2026-01-01T13:05:00Z");
  }

  @Test
  void continuesAfterAClockFarAheadIsCorrected() {
    SleepyClock wrong = new SleepyClock(clock);
    wrong.sleep(Duration.ofDays(300));
    try (Schedules _ = started(schedule("*/5 * * * *"), wrong)) {
      wrong.sleep(Duration.ofDays(-300));
      clock.advance(Duration.ofMinutes(6));
    }

    assertThat(queue.keys()).containsExactly("schedule:night:2026-01-01T12:05:00Z");
  }

  @Test
  void startsNothingAfterClosing() {
    queue.is(Condition.AWAY);
    Schedules schedules = started(schedule("*/5 * * * *"));
    clock.advance(Duration.ofMinutes(5));
    schedules.close();
    queue.is(Condition.WELL);
    clock.advance(Duration.ofDays(1));

    assertThat(queue.keys()).isEmpty();
    assertThat(clock.pending()).isZero();
  }

  private Schedules started(Schedule schedule) {
    return started(schedule, clock);
  }

  private Schedules started(Schedule schedule, Timekeeper time) {
    Schedules schedules = new Schedules(List.of(schedule), queue, time, Runnable::run);
    schedules.start();
    return schedules;
  }

  private static Schedule schedule(String cron) {
    return schedule(cron, ZoneOffset.UTC, TaskOptions.STANDARD);
  }

  private static Schedule schedule(String cron, ZoneId zone, TaskOptions options) {
    return new Schedule(
        "night", CronTimes.parse(cron, zone), new TaskRequest("snapshot", DOOR, options));
  }

  /** Timers stand still while the time of day goes on, as in a machine that sleeps. */
  private static final class SleepyClock implements Timekeeper {
    private final SettableClock awake;
    private Duration slept = Duration.ZERO;

    SleepyClock(SettableClock awake) {
      this.awake = awake;
    }

    void sleep(Duration time) {
      slept = slept.plus(time);
    }

    @Override
    public Instant now() {
      return awake.now().plus(slept);
    }

    @Override
    public long nanoTime() {
      return awake.nanoTime();
    }

    @Override
    public Timer after(Duration delay, Runnable action) {
      return awake.after(delay, action);
    }
  }
}
