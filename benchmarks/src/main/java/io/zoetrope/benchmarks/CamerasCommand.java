package io.zoetrope.benchmarks;

import io.zoetrope.benchmarks.report.Cells;
import io.zoetrope.benchmarks.report.Column;
import io.zoetrope.benchmarks.report.Report;
import io.zoetrope.benchmarks.report.Results;
import io.zoetrope.benchmarks.report.ServerRun;
import io.zoetrope.benchmarks.report.Table;
import io.zoetrope.benchmarks.server.Floor;
import io.zoetrope.benchmarks.server.RunningServer;
import io.zoetrope.benchmarks.server.ZoetropeServer;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** {@code ./bench cameras}. */
final class CamerasCommand implements Command {
  @Override
  public String name() {
    return "cameras";
  }

  @Override
  public String summary() {
    return "many cameras with one viewer each, beside the floor with as many on one stream";
  }

  @Override
  public String options() {
    return """
      --cameras N            how many (64)
    """
        + Settings.HELP;
  }

  @Override
  public Report run(List<String> words, Path root, PrintStream progress)
      throws IOException, UsageException {
    Instant at = Instant.now();
    Arguments in = Settings.arguments(words, Set.of("--cameras"));
    Settings settings = Settings.of(in, root);
    int cameras = in.number("--cameras", 64, 1, 1000);
    Workbench bench = new Workbench(settings, root, progress);
    ZoetropeServer server = bench.zoetrope();
    Floor floor = bench.floor();
    List<ServerRun> outcomes = new ArrayList<>();
    Double floorCost = null;
    if (floor != null) {
      outcomes.add(
          bench.measure(
              "floor send", Crowd.of(cameras), () -> bench.start(floor, Floor.Form.SEND)));
      floorCost = outcomes.getFirst().cpuSecondsPerGigabyte();
    }
    outcomes.add(zoetrope(bench, server, cameras, settings.fps(), floorCost));
    bench.remark("zoetrope reads each picture from a file anew; the floor has its one in memory");
    return new Report(
        "Cameras",
        at,
        bench.setting(),
        bench.remarks(),
        List.of(table(outcomes)),
        List.of(),
        Results.rows(outcomes),
        outcomes.stream().allMatch(ServerRun::valid));
  }

  private static ServerRun zoetrope(
      Workbench bench, ZoetropeServer server, int cameras, int fps, @Nullable Double floorCost) {
    String name = "zoetrope, a camera each";
    List<String> sources = Collections.nCopies(cameras, server.slideshow(fps));
    try (RunningServer running = server.start(sources, bench.cores())) {
      List<URI> streams =
          IntStream.rangeClosed(1, cameras)
              .mapToObj(number -> ZoetropeServer.stream(running, number))
              .toList();
      return bench.measureOn(running, streams, name, Crowd.of(cameras)).beside(floorCost);
    } catch (IOException e) {
      return ServerRun.failed(name, cameras, String.valueOf(e.getMessage()));
    }
  }

  static Table table(List<ServerRun> outcomes) {
    return Column.table(
        outcomes,
        Column.ofUse(
            "MB more than before viewers",
            use -> Cells.number((use.residentEnd() - use.residentBefore()) / 1e6, "%.1f")),
        Column.ofUse("threads", use -> "" + use.threads()));
  }
}
