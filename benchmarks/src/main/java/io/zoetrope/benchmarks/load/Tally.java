package io.zoetrope.benchmarks.load;

import java.util.List;

/** What viewers got, up to a moment or between two. */
record Tally(long frames, long bytes, long skipped, long broken) {
  static final Tally NONE = new Tally(0, 0, 0, 0);

  static Tally of(List<LoadViewer> viewers) {
    return viewers.stream().map(LoadViewer::inWindow).reduce(NONE, Tally::plus);
  }

  private Tally plus(Tally other) {
    return new Tally(
        frames + other.frames, bytes + other.bytes, skipped + other.skipped, broken + other.broken);
  }

  Tally minus(Tally earlier) {
    return new Tally(
        frames - earlier.frames,
        bytes - earlier.bytes,
        skipped - earlier.skipped,
        broken - earlier.broken);
  }
}
