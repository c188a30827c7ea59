package io.zoetrope.benchmarks.tasks;

import io.zoetrope.benchmarks.load.Delays;
import io.zoetrope.benchmarks.load.Spread;
import java.util.List;

/** What a queue did in all rounds. */
public record TaskRow(
    String system, int workers, List<Double> tasksPerSecond, List<Delays> submitToStart) {

  /** Of all rounds. */
  public Spread rates() {
    return spread(tasksPerSecond);
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
