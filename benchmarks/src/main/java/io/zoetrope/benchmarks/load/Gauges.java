package io.zoetrope.benchmarks.load;

/** For one thread. The histograms that all viewers of one habit share. */
record Gauges(
    DelayHistogram plain,
    DelayHistogram stalling,
    DelayHistogram halfRate,
    DelayHistogram halfRateStartAges,
    FirstBytes firstBytes) {

  Gauges() {
    this(
        new DelayHistogram(),
        new DelayHistogram(),
        new DelayHistogram(),
        new DelayHistogram(),
        new FirstBytes());
  }

  DelayHistogram delays(Viewer.Habit habit) {
    return switch (habit) {
      case PLAIN -> plain;
      case STALLING -> stalling;
      case HALF_RATE -> halfRate;
    };
  }

  void clear() {
    plain.clear();
    stalling.clear();
    halfRate.clear();
    halfRateStartAges.clear();
    firstBytes.clear();
  }
}
