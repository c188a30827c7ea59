package io.zoetrope.web.mjpeg;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A machine on which sending costs what the test says, and what is made of it. */
class FilePayoffTest {
  private static final int FRAME_BYTES = 120_000;
  private static final SendCosts COPYING_IS_DEAR = new SendCosts(0.20, 0.12, 0.4);
  private static final SendCosts COPYING_IS_CHEAP = new SendCosts(0.13, 0.14, 0.4);

  private long now;
  private final FilePayoff payoff = new FilePayoff(() -> now);
  private double spentNanos;
  private double leastNanos;
  private int trials;

  @Test
  void aFilePaysFromSixViewersUntilMeasured() {
    assertThat(payoff.paysFrom()).isEqualTo(6);
  }

  @Test
  void aFilePaysOnceItsSavingsCoverItsWriting() {
    serve(COPYING_IS_DEAR, 200, 60);

    assertThat(payoff.paysFrom()).isEqualTo(5);
  }

  @Test
  void aFileNeverPaysIfSendingItCostsAsMuch() {
    serve(COPYING_IS_CHEAP, 200, 60);

    assertThat(payoff.paysFrom()).isEqualTo(FilePayoff.NEVER);
  }

  @Test
  void anAdvantageWithinTheNoiseNeverPays() {
    serve(new SendCosts(0.200, 0.198, 0.01), 200, 60);

    assertThat(payoff.paysFrom()).isEqualTo(FilePayoff.NEVER);
  }

  @Test
  void noticesWithinHalfAMinuteThatTheOtherWayHasBecomeCheaper() {
    serve(COPYING_IS_CHEAP, 200, 60);
    serve(COPYING_IS_DEAR, 200, 30);
    assertThat(payoff.paysFrom()).isLessThan(20);

    serve(COPYING_IS_CHEAP, 200, 60);
    assertThat(payoff.paysFrom()).isEqualTo(FilePayoff.NEVER);
  }

  @Test
  void triesAgainEveryTenSeconds() {
    serve(COPYING_IS_DEAR, 200, 60);

    assertThat(trials).isBetween(5, 7);
  }

  @Test
  void triesASecondAfterTheNumberOfViewersHasChangedMuch() {
    serve(COPYING_IS_DEAR, 20, 15);
    int before = trials;

    serve(COPYING_IS_DEAR, 25, 2);
    assertThat(trials).as("after a small change").isEqualTo(before);
    serve(COPYING_IS_DEAR, 200, 2);
    assertThat(trials).as("after a large change").isEqualTo(before + 1);
  }

  @Test
  void triesOnlyWithEnoughViewers() {
    serve(COPYING_IS_DEAR, 7, 60);

    assertThat(trials).isZero();
    assertThat(payoff.paysFrom()).isEqualTo(6);
  }

  @Test
  void oneTrialRunsAtATime() {
    pass(Duration.ofMinutes(1));
    SendTrial first = requireNonNull(payoff.begin(200));

    assertThat(payoff.begin(200)).isNull();

    payoff.end(first);
    assertThat(payoff.begin(200)).as("at once after the first").isNull();
  }

  @Test
  void trialsCostLessThanAHundredth() {
    for (SendCosts costs : new SendCosts[] {COPYING_IS_DEAR, COPYING_IS_CHEAP}) {
      for (int viewers : new int[] {8, 20, 200, 1600}) {
        serve(costs, viewers, 20);
        spentNanos = 0;
        leastNanos = 0;
        serve(costs, viewers, 600);
        assertThat(spentNanos)
            .as("%d viewers, %s", viewers, costs)
            .isCloseTo(leastNanos, within(leastNanos / 100));
      }
    }
  }

  @Test
  void trialsCostLessThanAHundredthEvenIfFramesAreRare() {
    serve(COPYING_IS_CHEAP, 8, 20, 1);
    spentNanos = 0;
    leastNanos = 0;
    serve(COPYING_IS_CHEAP, 8, 3600, 1);

    assertThat(spentNanos).isCloseTo(leastNanos, within(leastNanos / 100));
  }

  @Test
  void trialsCostLessThanAHundredthEvenIfTheNumberOfViewersKeepsChanging() {
    serve(COPYING_IS_CHEAP, 200, 20);
    spentNanos = 0;
    leastNanos = 0;
    for (int round = 0; round < 200; round++) {
      serve(COPYING_IS_CHEAP, round % 2 == 0 ? 10 : 100, 2);
    }

    assertThat(spentNanos).isCloseTo(leastNanos, within(leastNanos / 100));
  }

  @Test
  void losingTheCoreDuringSendingDoesNotChangeTheResult() {
    SendTrial trial = new SendTrial();
    for (int n = 0; n < 20; n++) {
      trial.sent(false, 1000, 200);
      trial.sent(true, 1000, n == 7 ? 5_000_000 : 100);
    }
    trial.wrote(1000, 300);
    trial.emptied(100);

    assertThat(trial.costs()).isEqualTo(new SendCosts(0.2, 0.1, 0.4));
  }

  @Test
  void aTrialWithoutAFileSaysNothing() {
    SendTrial trial = new SendTrial();
    for (int n = 0; n < 20; n++) {
      trial.sent(false, 1000, 200);
    }

    assertThat(trial.costs()).isNull();
  }

  /** Sends 30 frames a second to so many viewers, each of whom costs what it costs here. */
  private void serve(SendCosts costs, int viewers, int seconds) {
    serve(costs, viewers, seconds, 30);
  }

  private void serve(SendCosts costs, int viewers, int seconds, int framesPerSecond) {
    for (int frame = 0; frame < seconds * framesPerSecond; frame++) {
      pass(Duration.ofSeconds(1).dividedBy(framesPerSecond));
      SendTrial trial = payoff.begin(viewers);
      trials += trial == null ? 0 : 1;
      boolean written = false;
      for (int viewer = 1; viewer <= viewers; viewer++) {
        boolean file =
            (trial != null && trial.decidesFor(viewer))
                ? trial.givesFileTo(viewer)
                : viewers >= payoff.paysFrom();
        written |= file;
        double nanos = FRAME_BYTES * (file ? costs.file() : costs.buffer());
        spentNanos += nanos;
        if (trial != null) {
          trial.sent(file, FRAME_BYTES, Math.round(nanos));
        }
      }
      double writing = FRAME_BYTES * costs.writing();
      spentNanos += written ? writing : 0;
      payoff.sent((long) viewers * FRAME_BYTES);
      if (trial != null) {
        trial.wrote(FRAME_BYTES, Math.round(writing));
        payoff.end(trial);
      }
      leastNanos +=
          FRAME_BYTES
              * Math.min(viewers * costs.buffer(), (viewers * costs.file()) + costs.writing());
    }
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }
}
