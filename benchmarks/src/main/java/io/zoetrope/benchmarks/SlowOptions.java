package io.zoetrope.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** What {@code ./bench slow} was asked to do. */
record SlowOptions(
    Settings settings, int viewers, int stalled, int stallSeconds, int halfRate, int buffer) {
  static final String HELP =
      """
        --viewers N            how many, the slow ones among them (200)
        --stalled N            viewers that stop reading when measuring starts (one in ten)
        --stall-seconds N      and for how long (60)
        --half-rate N          viewers that read at half the needed rate (one in ten)
        --slow-receive-buffer N   SO_RCVBUF of the slow ones (65536)
      """;

  private static final int LARGEST_BUFFER = 64 * 1024 * 1024;
  private static final Set<String> OWN =
      Set.of("--viewers", "--stalled", "--stall-seconds", "--half-rate", "--slow-receive-buffer");

  static SlowOptions parse(List<String> words, Path root) throws UsageException {
    Arguments in = Settings.arguments(words, OWN);
    int viewers = in.number("--viewers", 200, 2, 20_000);
    int oneInTen = Math.max(1, viewers / 10);
    SlowOptions options =
        new SlowOptions(
            Settings.of(in, root),
            viewers,
            in.number("--stalled", oneInTen, 0, 20_000),
            in.number("--stall-seconds", 60, 1, 3600),
            in.number("--half-rate", oneInTen, 0, 20_000),
            in.number("--slow-receive-buffer", 65_536, 0, LARGEST_BUFFER));
    options.check();
    return options;
  }

  private void check() throws UsageException {
    if (slow() >= viewers) {
      throw new UsageException(
          "of "
              + viewers
              + " viewers, "
              + slow()
              + " cannot be slow: at least one must read at full rate");
    }
    if (slow() == 0) {
      throw new UsageException("nobody is slow: --stalled and --half-rate cannot both be 0");
    }
  }

  /** The most that are slow at a time. */
  int slow() {
    return Math.max(stalled, halfRate);
  }
}
