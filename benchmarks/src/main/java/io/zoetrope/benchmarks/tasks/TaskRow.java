package io.zoetrope.benchmarks.tasks;

import io.zoetrope.benchmarks.load.Delays;
import io.zoetrope.benchmarks.load.Spread;
import java.util.List;

/** What a queue did in all rounds. */
public record TaskRow(String system, int workers, List<Rate> rates, List<Delays> submitToStart) {

  /** Of all rounds. */
  public Spread tasksPerSecond() {
    return spread(rates.stream().map(Rate::tasksPerSecond).toList());
  }

  /** The time of Redis on its core, a task: of the cheapest round, as others only add. */
  public double redisMicros() {
    return rates.stream().mapToDouble(Rate::redisMicros).min().orElse(0);
  }

  /** The same of this process, submitters and workers. */
  public double ownMicros() {
    return rates.stream().mapToDouble(Rate::ownMicros).min().orElse(0);
  }

  /** The median of the rounds' medians. */
  public double p50() {
    return spread(submitToStart.stream().map(Delays::p50).toList()).median();
  }

  /** The median of the rounds' 99th percentiles. */
  public double p99() {
    return spread(submitToStart.stream().map(Delays::p99).toList()).median();
  }

  public double max() {
    return submitToStart.stream().mapToDouble(Delays::max).max().orElse(0);
  }

  private static Spread spread(List<Double> values) {
    return Spread.of(values.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
