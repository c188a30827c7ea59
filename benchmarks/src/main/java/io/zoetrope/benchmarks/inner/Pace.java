package io.zoetrope.benchmarks.inner;

import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** How long each benchmark is measured, and in how many JVMs, one after the other. */
public enum Pace {
  /** Enough to see a change by a third: about a minute for all. */
  SHORT(1, 1200, 20),
  /** Enough to see one by some percent: about ten minutes for all. */
  LONG(3, 4000, 120);

  /** So short that some rounds pass while nothing else runs on the machine. */
  private static final int ROUND_MILLIS = 50;

  private static final int WARM_UP_ROUNDS = 4;

  private final int jvms;
  private final int warmUpMillis;
  private final int rounds;

  Pace(int jvms, int warmUpMillis, int rounds) {
    this.jvms = jvms;
    this.warmUpMillis = warmUpMillis;
    this.rounds = rounds;
  }

  ChainedOptionsBuilder applyTo(ChainedOptionsBuilder options) {
    return options
        .forks(jvms)
        .warmupIterations(WARM_UP_ROUNDS)
        .warmupTime(TimeValue.milliseconds(warmUpMillis / WARM_UP_ROUNDS))
        .measurementIterations(rounds)
        .measurementTime(TimeValue.milliseconds(ROUND_MILLIS));
  }

  public String setting() {
    return "%d rounds of %d ms after %d ms, in %d JVM%s"
        .formatted(rounds, ROUND_MILLIS, warmUpMillis, jvms, jvms == 1 ? "" : "s");
  }
}
