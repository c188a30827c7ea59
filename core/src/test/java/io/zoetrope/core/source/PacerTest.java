package io.zoetrope.core.source;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class PacerTest {

  @Test
  void theFirstTickComesAtOnce() throws Exception {
    assertThat(new Pacer(0.001).awaitTick()).isZero();
  }

  @Test
  void ticksDoNotComeFasterThanTheRate() throws Exception {
    long start = System.nanoTime();
    Pacer pacer = new Pacer(100);
    long last = 0;

    for (int i = 0; i < 20; i++) {
      last = pacer.awaitTick();
    }

    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(last * 10_000_000);
  }

  @Test
  void missedTicksAreSkippedButCounted() throws Exception {
    long start = System.nanoTime();
    Pacer pacer = new Pacer(1_000_000);
    List<Long> ticks = new ArrayList<>();

    do {
      ticks.add(pacer.awaitTick());
    } while (ticks.getLast() < 20_000);

    assertThat(ticks).isSorted().doesNotHaveDuplicates();
    assertThat(ticks.getLast()).isBetween(20_000L, (System.nanoTime() - start) / 1000);
  }

  @Test
  void stoppingEndsTheWaitAtOnce() throws Exception {
    Pacer pacer = new Pacer(0.001);
    pacer.awaitTick();
    FutureTask<Long> waiting = new FutureTask<>(pacer::awaitTick);
    Thread waiter = Thread.ofPlatform().start(waiting);
    Awaitility.await().until(() -> waiter.getState() == Thread.State.TIMED_WAITING);

    pacer.stop();

    assertThatThrownBy(() -> waiting.get(1, MINUTES))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOf(IOException.class)
        .hasMessage("the source was closed");
  }

  @Test
  void thereIsNoTickAfterTheStopEvenWhenOneIsDue() {
    Pacer pacer = new Pacer(100);
    pacer.stop();

    assertThatThrownBy(pacer::awaitTick).isInstanceOf(IOException.class);
    assertThatThrownBy(pacer::awaitTick).isInstanceOf(IOException.class);
  }

  @Test
  void patienceIsThreeIntervalsButNeverLessThanUsual() {
    Duration usual = Duration.ofSeconds(10);

    assertThat(new Pacer(30).patience(usual)).isEqualTo(usual);
    assertThat(new Pacer(0.1).patience(usual)).isEqualTo(Duration.ofSeconds(30));
  }
}
