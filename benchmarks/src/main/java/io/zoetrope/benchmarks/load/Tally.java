package io.zoetrope.benchmarks.load;

/** What one viewer got, up to a moment or between two. */
record Tally(long frames, long bytes, long skipped, long broken) {
  static final Tally NONE = new Tally(0, 0, 0, 0);

  Tally minus(Tally earlier) {
    return new Tally(
        frames - earlier.frames,
        bytes - earlier.bytes,
        skipped - earlier.skipped,
        broken - earlier.broken);
  }

  Tally plus(Tally other) {
    return new Tally(
        frames + other.frames, bytes + other.bytes, skipped + other.skipped, broken + other.broken);
  }
}
