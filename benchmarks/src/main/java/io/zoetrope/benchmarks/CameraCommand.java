package io.zoetrope.benchmarks;

import io.zoetrope.benchmarks.load.Crowd;
import io.zoetrope.benchmarks.report.BenchReport;
import io.zoetrope.benchmarks.report.BenchTable;
import io.zoetrope.benchmarks.report.Figures;
import io.zoetrope.benchmarks.report.ServerRun;
import io.zoetrope.benchmarks.report.Target;
import io.zoetrope.benchmarks.server.Floor;
import io.zoetrope.benchmarks.server.ProgramCamera;
import io.zoetrope.benchmarks.server.RunningServer;
import io.zoetrope.benchmarks.server.ZoetropeServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./bench camera}. */
@Command(
    name = "camera",
    description = "cameras that are programs, with a viewer each, compared with the floor")
final class CameraCommand extends BenchCommand {
  private static final double CORE_PERCENT = 1.5;
  private static final String ZOETROPE = "zoetrope";

  @Range(least = 1, most = 1000)
  @Option(names = "--cameras", description = "how many (${DEFAULT-VALUE})")
  int cameras = 1;

  @Mixin LoadOptions load = new LoadOptions(60, 20);

  @Override
  BenchReport measure() throws IOException, UsageException {
    Workbench bench = workbench(load);
    ZoetropeServer server = bench.zoetrope();
    ProgramCamera camera = bench.programCamera();
    List<ServerRun> runs = new ArrayList<>();
    Floor floor = bench.floor();
    Double cost = null;
    if (floor != null) {
      Crowd crowd = Crowd.of(cameras);
      ServerRun run =
          bench.measure(
              "floor send, picture in memory", crowd, () -> bench.start(floor, Floor.Form.SEND));
      runs.add(run);
      cost = run.cpuSecondsPerGigabyte();
    }
    runs.add(zoetrope(bench, server, camera).comparedWith(cost));
    bench.remark("each camera is a program that writes recorded pictures into its pipe");
    return bench.report("Camera", table(runs), targets(runs), runs);
  }

  private ServerRun zoetrope(Workbench bench, ZoetropeServer server, ProgramCamera camera) {
    try (RunningServer running = camera.start(server, cameras, load.fps, bench.cores())) {
      var streams =
          IntStream.rangeClosed(1, cameras)
              .mapToObj(number -> ZoetropeServer.stream(running, number))
              .toList();
      return bench.measureOn(running, streams, ZOETROPE, Crowd.of(cameras), List.of());
    } catch (IOException e) {
      return ServerRun.failed(ZOETROPE, cameras, String.valueOf(e.getMessage()));
    }
  }

  static BenchTable<ServerRun> table(List<ServerRun> runs) {
    return new BenchTable<>(runs)
        .column("server", ServerRun::server)
        .column("viewers", ServerRun::viewers)
        .column("frames/s min/med/max", ServerRun::rates)
        .column(
            "core % with its children",
            run -> run.ofUse(it -> Figures.number(it.coreShare() * 100, "%.2f")))
        .column(
            "of that the children",
            run ->
                run.ofUse(it -> Figures.number(it.childCpuSeconds() / it.seconds() * 100, "%.2f")))
        .column("x floor", run -> Figures.number(run.timesFloor(), "%.1f"))
        .column("RSS MB (growth)", ServerRun::memory)
        .column(
            "MB more than before viewers",
            run ->
                run.ofUse(
                    it -> Figures.number((it.residentEnd() - it.residentBefore()) / 1e6, "%.1f")))
        .column("threads", run -> run.ofUse(it -> it.threads()))
        .column("delay ms p50/p99/max", ServerRun::delays)
        .column("note", ServerRun::note);
  }

  /** There is a target for one camera only. */
  static List<Target> targets(List<ServerRun> runs) {
    return runs.stream()
        .filter(run -> run.server().equals(ZOETROPE) && run.viewers() == 1 && run.use() != null)
        .map(run ->
            Target.atMost(
                "a camera and its program, % of a core",
                CORE_PERCENT, run.use() == null ? 0 : run.use().coreShare() * 100, "%.2f"))
        .toList();
  }
}
