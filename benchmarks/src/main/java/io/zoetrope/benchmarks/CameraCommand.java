package io.zoetrope.benchmarks;

import io.zoetrope.benchmarks.load.LoadReport;
import io.zoetrope.benchmarks.report.Cells;
import io.zoetrope.benchmarks.report.Report;
import io.zoetrope.benchmarks.report.Results;
import io.zoetrope.benchmarks.report.ServerRun;
import io.zoetrope.benchmarks.report.Table;
import io.zoetrope.benchmarks.report.Target;
import io.zoetrope.benchmarks.server.ChildrenMeter;
import io.zoetrope.benchmarks.server.Floor;
import io.zoetrope.benchmarks.server.ProgramCamera;
import io.zoetrope.benchmarks.server.RunningServer;
import io.zoetrope.benchmarks.server.ServerUse;
import io.zoetrope.benchmarks.server.ZoetropeServer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code ./bench camera}. */
final class CameraCommand implements Command {
  private static final double CORE_PERCENT = 1.5;
  private static final String FLOOR = "floor send, picture in memory";
  private static final String ZOETROPE = "zoetrope";

  /** A server, and how much of its CPU time its children took. */
  record Row(ServerRun outcome, double childSeconds) {}

  @Override
  public String name() {
    return "camera";
  }

  @Override
  public String summary() {
    return "one camera that is a program, with one viewer, compared with the floor";
  }

  @Override
  public String options() {
    return Settings.help(60, 20);
  }

  @Override
  public Report run(List<String> words, Path root, PrintStream progress)
      throws IOException, UsageException {
    Instant at = Instant.now();
    Settings settings = Settings.of(Settings.arguments(words, Set.of()), root, 60, 20);
    Workbench bench = new Workbench(settings, root, progress);
    ZoetropeServer server = bench.zoetrope();
    ProgramCamera camera = bench.programCamera();
    List<Row> rows = new ArrayList<>();
    Floor floor = bench.floor();
    Double cost = null;
    if (floor != null) {
      Workbench shortly = bench.warmingUp(1);
      ServerRun outcome =
          shortly.measure(FLOOR, Crowd.of(1), () -> shortly.start(floor, Floor.Form.SEND));
      rows.add(new Row(outcome, 0));
      cost = outcome.cpuSecondsPerGigabyte();
    }
    rows.add(zoetrope(bench, server, camera, settings.fps(), cost));
    List<ServerRun> outcomes = rows.stream().map(Row::outcome).toList();
    return new Report(
        "Camera",
        at,
        "a program writes recorded pictures into its pipe; " + bench.setting(),
        bench.remarks(),
        List.of(table(rows)),
        targets(rows),
        Results.rows(outcomes),
        outcomes.stream().allMatch(ServerRun::valid));
  }

  private static Row zoetrope(
      Workbench bench,
      ZoetropeServer server,
      ProgramCamera camera,
      int fps,
      @Nullable Double floorCost) {
    try (RunningServer running = camera.start(server, fps, bench.cores())) {
      ChildrenMeter children = new ChildrenMeter(running.pid());
      ServerRun outcome = bench.measureOn(running, ZOETROPE, Crowd.of(1), children);
      return new Row(outcome.beside(floorCost), children.cpuSeconds());
    } catch (IOException e) {
      return new Row(ServerRun.failed(ZOETROPE, 1, String.valueOf(e.getMessage())), 0);
    }
  }

  static Table table(List<Row> rows) {
    Table table =
        new Table(
            "server",
            "frames/s",
            "core % with its child",
            "of that the child",
            "x floor",
            "RSS MB (growth)",
            "delay ms p50/p99/max",
            "note");
    for (Row row : rows) {
      ServerRun outcome = row.outcome();
      ServerUse use = outcome.use();
      LoadReport load = outcome.load();
      table.row(
          List.of(
              outcome.server(),
              load == null ? "-" : Cells.number(load.framesPerSecond().median(), "%.1f"),
              use == null ? "-" : Cells.number(use.coreShare() * 100, "%.2f"),
              use == null ? "-" : Cells.number(row.childSeconds() / use.seconds() * 100, "%.2f"),
              Cells.number(outcome.timesFloor(), "%.1f"),
              use == null ? "-" : Cells.memory(use),
              load == null ? "-" : Cells.delays(load.delayMillis()),
              String.join("; ", outcome.notes())));
    }
    return table;
  }

  static List<Target> targets(List<Row> rows) {
    List<Target> targets = new ArrayList<>();
    for (Row row : rows) {
      ServerUse use = row.outcome().use();
      if (use != null && row.outcome().server().equals(ZOETROPE)) {
        double percent = use.coreShare() * 100;
        targets.add(
            Target.atMost("a camera and its program, % of a core", CORE_PERCENT, percent, "%.2f"));
      }
    }
    return targets;
  }
}
