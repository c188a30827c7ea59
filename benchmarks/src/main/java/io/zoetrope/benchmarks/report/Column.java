package io.zoetrope.benchmarks.report;

import io.zoetrope.benchmarks.load.LoadReport;
import io.zoetrope.benchmarks.server.ServerUse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** For any thread. What tables tell of an outcome; a dash where a run has no such figure. */
public record Column(String title, Function<ServerRun, String> cell) {
  private static final List<Column> SERVED =
      List.of(
          new Column("server", ServerRun::server),
          new Column("viewers", outcome -> "" + outcome.viewers()),
          ofLoad("frames/s min/med/max", load -> Cells.spread(load.framesPerSecond(), "%.1f")),
          ofLoad("MB/s", load -> Cells.number(load.megabytesPerSecond(), "%.0f")),
          new Column("CPU s/GB", o -> Cells.number(o.cpuSecondsPerGigabyte(), "%.3f")),
          new Column("x floor", o -> Cells.number(o.timesFloor(), "%.2f")),
          ofUse("core %", use -> Cells.number(use.coreShare() * 100, "%.0f")),
          ofUse("RSS MB (growth)", Cells::memory));

  private static final List<Column> WATCHED =
      List.of(
          ofLoad("delay ms p50/p99/max", load -> Cells.delays(load.delayMillis())),
          ofLoad("skipped", load -> "" + load.skipped()),
          ofLoad("broken", load -> "" + load.broken()),
          ofLoad("load %", load -> Cells.number(load.own().share() * 100, "%.0f")),
          new Column("note", outcome -> String.join("; ", outcome.notes())));

  private static Column ofLoad(String title, Function<LoadReport, String> cell) {
    return new Column(title, o -> o.load() == null ? "-" : cell.apply(o.load()));
  }

  public static Column ofUse(String title, Function<ServerUse, String> cell) {
    return new Column(title, o -> o.use() == null ? "-" : cell.apply(o.use()));
  }

  /** What is told of every server and its viewers, with more of the server between the two. */
  public static Table table(List<ServerRun> outcomes, Column... more) {
    List<Column> columns = new ArrayList<>(SERVED);
    columns.addAll(List.of(more));
    columns.addAll(WATCHED);
    Table table = new Table(columns.stream().map(Column::title).toArray(String[]::new));
    for (ServerRun outcome : outcomes) {
      table.row(columns.stream().map(column -> column.cell().apply(outcome)).toList());
    }
    return table;
  }
}
