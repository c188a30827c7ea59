package io.zoetrope.benchmarks;

import io.zoetrope.benchmarks.report.Cells;
import io.zoetrope.benchmarks.report.Report;
import io.zoetrope.benchmarks.report.Table;
import io.zoetrope.benchmarks.report.Target;
import io.zoetrope.benchmarks.video.VideoRow;
import io.zoetrope.benchmarks.video.VideoRun;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@code ./bench video}. */
final class VideoCommand implements Command {
  private static final double LEAST_SHARE = 0.6;
  private static final double OLDEST_MILLIS = 1_000 + 1_000 / 30.0;
  private static final double SLOWEST_FIRST_FRAME_MILLIS = 50;

  @Override
  public String name() {
    return "video";
  }

  @Override
  public String summary() {
    return "video with key frames, and sound, to viewers of which some are too slow for it";
  }

  @Override
  public String options() {
    return """
      --viewers N            how many watch (100)
      --slow N               how many of them are slow (30)
      --percent N            of the rate, at which the slow ones read (70)
      --seconds N            how long (30)
    """;
  }

  @Override
  public Report run(List<String> words, Path root, PrintStream progress)
      throws IOException, UsageException {
    Instant at = Instant.now();
    Arguments in =
        new Arguments(words, Set.of("--viewers", "--slow", "--percent", "--seconds"), Set.of());
    int slow = in.number("--slow", 30, 1, 1_000);
    int quick = in.number("--viewers", 100, slow + 1, 5_000) - slow;
    double share = in.number("--percent", 70, 1, 99) / 100.0;
    int seconds = in.number("--seconds", 30, 5, 600);
    progress.printf("%d viewers and %d slow ones: %d s%n", quick, slow, seconds);
    VideoRun.Result result = new VideoRun(quick, slow, share, Duration.ofSeconds(seconds)).run();
    return new Report(
        "Video",
        at,
        "30 pictures/s with a key frame every second, 50 sounds/s, 280 KB/s; the slow ones read"
            + " at %.2f of that; server and viewers in one process".formatted(share),
        List.of(),
        List.of(table(result.rows())),
        targets(result),
        result.rows(),
        true);
  }

  private static Table table(List<VideoRow> rows) {
    Table table =
        new Table(
            "viewers",
            "number",
            "% of all frames least/median",
            "% of groups whole",
            "undecodable frames",
            "began with a key frame",
            "first frame ms median/slowest");
    for (VideoRow row : rows) {
      table.row(
          List.of(
              row.who(),
              "" + row.viewers(),
              Cells.number(row.leastShare() * 100, "%.1f")
                  + Cells.number(row.medianShare() * 100, "/%.1f"),
              Cells.number(row.wholeGroups() * 100, "%.1f"),
              "" + row.undecodable(),
              "" + row.beganWithKeyFrame(),
              Cells.number(row.firstFrameMillis().getFirst(), "%.1f")
                  + Cells.number(row.firstFrameMillis().getLast(), "/%.1f")));
    }
    return table;
  }

  private static List<Target> targets(VideoRun.Result result) {
    VideoRow quick = result.rows().get(0);
    VideoRow slow = result.rows().get(1);
    VideoRow newcomers = result.rows().get(2);
    List<Target> targets = new ArrayList<>();
    targets.add(Target.atLeast("quick: % of all frames", 100, quick.leastShare() * 100, "%.1f"));
    targets.add(
        Target.atLeast(
            "slow: % of all frames", LEAST_SHARE * 100, slow.leastShare() * 100, "%.1f"));
    targets.add(
        Target.atMost(
            "undecodable frames", 0, (double) (quick.undecodable() + slow.undecodable()), "%.0f"));
    targets.add(
        Target.atMost(
            "ms of age when handed to a connection",
            OLDEST_MILLIS,
            result.oldest().toNanos() / 1e6,
            "%.0f"));
    targets.add(
        Target.atMost(
            "newcomers that began without a key frame",
            0,
            (double) (newcomers.viewers() - newcomers.beganWithKeyFrame()),
            "%.0f"));
    targets.add(
        Target.atMost(
            "newcomers: ms to the first frame",
            SLOWEST_FIRST_FRAME_MILLIS,
            newcomers.firstFrameMillis().getLast(),
            "%.1f"));
    return targets;
  }
}
