package io.zoetrope.app.config;

import java.time.Duration;

/** How long the files of tasks are kept, and how much room they take: the oldest go first. */
public record ResultsConfig(Duration keep, long bytes) {
  private static final Key<Duration> KEEP =
      Key.of("keep", Reader.DURATION, "30d")
          .help("How long the files of tasks are kept: 12h, 30d.");

  private static final Key<Long> SIZE =
      Key.of("size", Reader.BYTES, "10GB")
          .help("How much room they may take in all: 500MB, 10GB, 1TB. The oldest go first.");

  static final Section KEYS = Section.of("results", KEEP, SIZE);

  static ResultsConfig read(Settings results) {
    return new ResultsConfig(results.get(KEEP), results.get(SIZE));
  }
}
