package io.zoetrope.benchmarks.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.benchmarks.load.Delays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

class TaskLoadTest {

  @Test
  void allTasksAreSubmittedOnceAndAwaited() throws Exception {
    AtomicInteger submitted = new AtomicInteger();
    AtomicInteger redisSeconds = new AtomicInteger(5);
    Rate rate = TaskLoad.rate(kind(submitted), 1, 1001, () -> redisSeconds.getAndAdd(1001));
    assertThat(rate.tasksPerSecond()).isPositive();
    assertThat(rate.redisMicros()).isEqualTo(1e6);
    assertThat(rate.ownMicros()).isNotNegative();
    assertThat(submitted).hasValue(1001);
  }

  @Test
  void delaysAreFromSubmissionToStart() {
    Delays delays =
        TaskLoad.delays(
            new long[] {1_000_000, 2_000_000, 3_000_000, 4_000_000},
            new long[] {1_500_000, 3_000_000, 3_250_000, 8_000_000});
    assertThat(delays).isEqualTo(new Delays(4, 0.5, 4, 4));
  }

  /** Submissions are not faster than asked for, or workers would not be idle. */
  @Test
  void thePaceIsKept() throws Exception {
    long begin = System.nanoTime();
    Delays delays = TaskLoad.delays(kind(new AtomicInteger()), 1, 21, 1000);
    assertThat(System.nanoTime() - begin).isGreaterThan(20_000_000);
    assertThat(delays.count()).isEqualTo(21);
  }

  private static TaskSystem.Kind kind(AtomicInteger submitted) {
    return new TaskSystem.Kind() {
      @Override
      public String name() {
        return "done at once";
      }

      @Override
      public TaskSystem open(int workers, IntConsumer started) {
        return new TaskSystem() {
          @Override
          public void submit(int number) {
            submitted.incrementAndGet();
            started.accept(number);
          }

          @Override
          public long left() {
            return 0;
          }

          @Override
          public void close() {}
        };
      }
    };
  }
}
