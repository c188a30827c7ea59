package io.zoetrope.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** What {@code ./bench rows} is told. */
record RowsOptions(
    int rows,
    int rivalRows,
    int rounds,
    int slowSeconds,
    int slowRate,
    int leave,
    Settings settings) {
  static final String HELP =
      """
        --rows N               how many events are in the table (5000000)
        --rival-rows N         how many the Flask programs write (200000)
        --rounds N             how often all are measured in turn (2)
        --slow-seconds N       how long a client reads slowly (60)
        --slow-rate N          how many KB a second it reads (1000)
        --leave N              how many clients leave in the middle (200)
        --zoetrope PATH        the command that starts the server (./zoetrope)
        --unpinned             do not give server and load a core each
      """;

  static RowsOptions of(List<String> words, Path root) throws UsageException {
    Arguments in =
        new Arguments(
            words,
            Set.of(
                "--rows",
                "--rival-rows",
                "--rounds",
                "--slow-seconds",
                "--slow-rate",
                "--leave",
                "--zoetrope"),
            Set.of("--unpinned"));
    return new RowsOptions(
        in.number("--rows", 5_000_000, 10_000, 500_000_000),
        in.number("--rival-rows", 200_000, 1000, 500_000_000),
        in.number("--rounds", 2, 1, 100),
        in.number("--slow-seconds", 60, 0, 3600),
        in.number("--slow-rate", 1000, 1, 1_000_000),
        in.number("--leave", 200, 0, 100_000),
        Settings.of(in, root));
  }
}
