package io.zoetrope.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Ids of tasks sort by time. */
class TaskIdsTest {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-01T12:00:00Z"));
  private final TaskIds ids = new TaskIds(now::get, new Random(1));

  @Test
  void idsHaveTwentySixLettersAndDigits() {
    assertThat(ids.next()).matches("[0-9a-z]{26}");
  }

  @Test
  void idsRiseWithinAMillisecondOverTimeAndWhenTheClockIsSetBack() {
    List<String> made = new ArrayList<>();
    for (int step : List.of(0, 0, 1, 0, 1000, -5000, 0, 100_000_000)) {
      now.updateAndGet(time -> time.plusMillis(step));
      made.add(ids.next());
    }
    assertThat(made).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void idsBeginWithTheirMillisecond() {
    assertThat(ids.next().substring(0, 10)).isEqualTo(ids.next().substring(0, 10));
  }
}
