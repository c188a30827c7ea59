package io.zoetrope.benchmarks;

import io.zoetrope.benchmarks.load.Crowd;
import io.zoetrope.benchmarks.load.ViewerLoad;
import io.zoetrope.benchmarks.report.BenchReport;
import io.zoetrope.benchmarks.report.BenchTable;
import io.zoetrope.benchmarks.report.Figures;
import io.zoetrope.benchmarks.report.Target;
import io.zoetrope.benchmarks.server.DemoMemory;
import io.zoetrope.benchmarks.server.QuietWatch;
import io.zoetrope.benchmarks.server.QuietWatch.Quiet;
import io.zoetrope.benchmarks.server.RunningServer;
import io.zoetrope.benchmarks.server.ServerApi;
import io.zoetrope.benchmarks.server.ZoetropeServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code ./bench idle}. First the server with its demo camera alone. Then one with two cameras, one
 * of which needs a child process: before anybody watched, with a viewer on each, and when they have
 * gone.
 */
@Command(
    name = "idle",
    description = "what a server takes that nobody watches, before and after somebody did")
final class IdleCommand extends BenchCommand {
  static final String BEFORE = "nobody has watched";
  static final String WATCHED = "each is watched";
  static final String AFTER = "the viewers have gone";
  private static final double CORE_PERCENT = 0.5;
  private static final double DEMO_MEGABYTES = 80;
  private static final int DEMO_SECONDS = 60;
  private static final int WATCHED_SECONDS = 5;

  @Range(least = 1, most = 3600)
  @Option(names = "--seconds", description = "how long to measure, each time (${DEFAULT-VALUE})")
  int seconds = 30;

  @Range(least = 0, most = 600)
  @Option(names = "--warm-up", description = "seconds before that (${DEFAULT-VALUE})")
  int warmUp = 5;

  @Option(
      names = "--zoetrope",
      paramLabel = "PATH",
      description = "the command that starts the server (./zoetrope)")
  @Nullable Path zoetrope;

  @Override
  BenchReport measure() throws IOException, UsageException {
    LoadOptions options = LoadOptions.onAnyCore(seconds, warmUp, zoetrope);
    Workbench bench = workbench(options);
    ZoetropeServer server = bench.zoetrope();
    bench.tell("the demo camera: %d s from its start".formatted(DEMO_SECONDS));
    DemoMemory demo = DemoMemory.of(server, DEMO_SECONDS);
    List<Quiet> rows = new ArrayList<>();
    List<String> cameras = List.of(server.slideshow(options.fps), server.clip());
    try (RunningServer running = server.start(cameras, List.of(), bench.cores())) {
      rows.add(leaveAlone(bench, running, BEFORE));
      rows.add(watch(bench, running));
      bench.tell("waiting until the cameras are closed");
      ServerApi.of(running).awaitIdle();
      rows.add(leaveAlone(bench, running, AFTER));
    }
    return bench.report(
        "Idle",
        "the demo camera alone; then two cameras, a slideshow and a clip read by FFmpeg; "
            + bench.setting(),
        List.of(memory(demo), table(rows)),
        targets(demo, rows),
        List.of(demo, rows),
        true);
  }

  private Quiet leaveAlone(Workbench bench, RunningServer server, String when) throws IOException {
    bench.tell("%s: %d s to settle, %d s measured".formatted(when, warmUp, seconds));
    ServerApi.rest(warmUp);
    try (QuietWatch watch = new QuietWatch(server)) {
      watch.opened();
      ServerApi.rest(seconds);
      watch.closed();
      return watch.quiet(when);
    }
  }

  private Quiet watch(Workbench bench, RunningServer server) throws IOException {
    bench.tell("%s: %d s measured".formatted(WATCHED, WATCHED_SECONDS));
    List<URI> streams = List.of(ZoetropeServer.stream(server, 1), ZoetropeServer.stream(server, 2));
    try (QuietWatch watch = new QuietWatch(server)) {
      var _ =
          new ViewerLoad(
                  bench.plan(streams, Crowd.of(streams.size()), warmUp, WATCHED_SECONDS),
                  List.of(watch))
              .run();
      return watch.quiet(WATCHED);
    }
  }

  static BenchTable<Quiet> table(List<Quiet> rows) {
    return new BenchTable<>(rows)
        .column("when", Quiet::when)
        .column("s", row -> Figures.number(row.use().seconds(), "%.0f"))
        .column("% of a core", row -> Figures.number(row.corePercent(), "%.2f"))
        .column("RSS MB (growth)", row -> row.use().memory())
        .column("threads", row -> row.use().threads())
        .column("capture threads", Quiet::captureThreads)
        .column("child processes", Quiet::childProcesses)
        .column("frames shown", Quiet::frames)
        .column("cameras", row -> String.join(", ", row.states()));
  }

  static BenchTable<DemoMemory> memory(DemoMemory demo) {
    return new BenchTable<>(List.of(demo))
        .column("demo camera, nobody has asked", it -> it.seconds() + " s after its start")
        .column("RSS MB", it -> megabytes(it.resident()))
        .column("of files MB", it -> megabytes(it.files()))
        .column("private MB", it -> megabytes(it.resident() - it.files()));
  }

  private static String megabytes(long bytes) {
    return Figures.number(bytes / 1e6, "%.1f");
  }

  static List<Target> targets(DemoMemory demo, List<Quiet> rows) {
    List<Target> targets = new ArrayList<>();
    String memory = "demo camera, %d s after its start: RSS MB".formatted(demo.seconds());
    targets.add(Target.atMost(memory, DEMO_MEGABYTES, demo.resident() / 1e6, "%.1f"));
    for (Quiet row : rows) {
      if (!row.when().equals(WATCHED)) {
        String when = row.when() + ": ";
        double busy = row.captureThreads() + row.childProcesses();
        targets.add(Target.atMost(when + "% of a core", CORE_PERCENT, row.corePercent(), "%.2f"));
        targets.add(Target.atMost(when + "capture threads and child processes", 0, busy, "%.0f"));
        targets.add(Target.atMost(when + "frames shown", 0, (double) row.frames(), "%.0f"));
      }
    }
    return targets;
  }
}
