package io.zoetrope.benchmarks;

import io.zoetrope.benchmarks.report.BenchReport;
import io.zoetrope.benchmarks.report.BenchTable;
import io.zoetrope.benchmarks.report.Figures;
import io.zoetrope.benchmarks.report.Target;
import io.zoetrope.benchmarks.video.VideoRow;
import io.zoetrope.benchmarks.video.VideoRun;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./bench video}. */
@Command(
    name = "video",
    description = "video with key frames, and sound, to viewers of which some are too slow for it")
final class VideoCommand extends BenchCommand {
  private static final double LEAST_PERCENT = 60;
  private static final double OLDEST_MILLIS = 1_000 + 1_000 / 30.0;
  private static final double SLOWEST_FIRST_FRAME_MILLIS = 50;

  @Range(least = 2, most = 5_000)
  @Option(names = "--viewers", description = "how many watch (${DEFAULT-VALUE})")
  int viewers = 100;

  @Range(least = 1, most = 1_000)
  @Option(names = "--slow", description = "how many of them are slow (${DEFAULT-VALUE})")
  int slow = 30;

  @Range(least = 1, most = 99)
  @Option(
      names = "--percent",
      description = "of the rate, at which the slow ones read (${DEFAULT-VALUE})")
  int percent = 70;

  @Range(least = 5, most = 600)
  @Option(names = "--seconds", description = "how long (${DEFAULT-VALUE})")
  int seconds = 30;

  @Override
  BenchReport measure() throws IOException, UsageException {
    if (slow >= viewers) {
      throw new UsageException("of %d viewers, %d cannot be slow".formatted(viewers, slow));
    }
    Workbench bench = workbench(LoadOptions.onAnyCore(seconds, 0, null));
    bench.tell("%d viewers and %d slow ones: %d s".formatted(viewers - slow, slow, seconds));
    double share = percent / 100.0;
    VideoRun.Result result =
        new VideoRun(viewers - slow, slow, share, Duration.ofSeconds(seconds)).run();
    return bench.report(
        "Video",
        "30 pictures/s with a key frame every second, 50 sounds/s, 280 KB/s; the slow ones read"
            + " at %.2f of that; server and viewers in one process".formatted(share),
        List.of(table(result.rows())),
        targets(result),
        result.rows(),
        true);
  }

  private static BenchTable<VideoRow> table(List<VideoRow> rows) {
    return new BenchTable<>(rows)
        .column("viewers", VideoRow::who)
        .column("number", VideoRow::viewers)
        .column(
            "% of all frames least/median",
            row ->
                Figures.number(row.share().min() * 100, "%.1f")
                    + Figures.number(row.share().median() * 100, "/%.1f"))
        .column("% of groups whole", row -> Figures.number(row.wholeGroups() * 100, "%.1f"))
        .column("undecodable frames", VideoRow::undecodable)
        .column("began with a key frame", VideoRow::beganWithKeyFrame)
        .column(
            "first frame ms median/slowest", row -> Figures.upper(row.firstFrameMillis(), "%.1f"));
  }

  private static List<Target> targets(VideoRun.Result result) {
    VideoRow quick = result.rows().get(0);
    VideoRow slow = result.rows().get(1);
    VideoRow newcomers = result.rows().get(2);
    double undecodable = quick.undecodable() + slow.undecodable();
    double withoutKey = newcomers.viewers() - newcomers.beganWithKeyFrame();
    double oldest = result.oldest().toNanos() / 1e6;
    return List.of(
        Target.atLeast("quick: % of all frames", 100, quick.share().min() * 100, "%.1f"),
        Target.atLeast("slow: % of all frames", LEAST_PERCENT, slow.share().min() * 100, "%.1f"),
        Target.atMost("undecodable frames", 0, undecodable, "%.0f"),
        Target.atMost("ms of age when handed to a connection", OLDEST_MILLIS, oldest, "%.0f"),
        Target.atMost("newcomers that began without a key frame", 0, withoutKey, "%.0f"),
        Target.atMost(
            "newcomers: ms to the first frame",
            SLOWEST_FIRST_FRAME_MILLIS,
            newcomers.firstFrameMillis().max(),
            "%.1f"));
  }
}
