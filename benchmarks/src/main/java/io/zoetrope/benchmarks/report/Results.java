package io.zoetrope.benchmarks.report;

import io.zoetrope.benchmarks.load.LoadReport;
import io.zoetrope.benchmarks.server.ServerUse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All that one run of the command found out. */
public record Results(
    String title,
    Instant at,
    String setting,
    List<String> remarks,
    List<Outcome> outcomes,
    List<Target> targets) {

  public boolean valid() {
    return outcomes.stream().allMatch(Outcome::valid);
  }

  public Report report() {
    return new Report(
        title, at, setting, remarks, List.of(table()), targets, rows(outcomes), valid());
  }

  /** The outcomes for programs, each with what is to be said of it. */
  public static List<?> rows(List<Outcome> outcomes) {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      Map<String, @Nullable Object> row = new LinkedHashMap<>();
      row.put("valid", outcome.valid());
      row.put("notes", outcome.notes());
      row.put("outcome", outcome);
      rows.add(row);
    }
    return rows;
  }

  private Table table() {
    Table main =
        new Table(
            "server",
            "viewers",
            "frames/s min/med/max",
            "MB/s",
            "CPU s/GB",
            "x floor",
            "core %",
            "RSS MB (growth)",
            "longest GC ms",
            "delay ms p50/p99/max",
            "skipped",
            "broken",
            "load %",
            "note");
    outcomes.forEach(outcome -> main.row(mainRow(outcome)));
    return main;
  }

  private static List<String> mainRow(Outcome outcome) {
    LoadReport load = outcome.load();
    ServerUse use = outcome.use();
    List<String> row = new ArrayList<>(List.of(outcome.server(), "" + outcome.viewers()));
    row.add(load == null ? "-" : Cells.spread(load.framesPerSecond(), "%.1f"));
    row.add(load == null ? "-" : Cells.number(load.megabytesPerSecond(), "%.0f"));
    row.add(Cells.number(outcome.cpuSecondsPerGigabyte(), "%.3f"));
    row.add(Cells.number(outcome.timesFloor(), "%.2f"));
    row.add(use == null ? "-" : Cells.number(use.coreShare() * 100, "%.0f"));
    row.add(use == null ? "-" : Cells.memory(use));
    row.add(Cells.number(outcome.longestPauseMillis(), "%.1f"));
    row.add(load == null ? "-" : Cells.delays(load.delayMillis()));
    row.add(load == null ? "-" : "" + load.skipped());
    row.add(load == null ? "-" : "" + load.broken());
    row.add(load == null ? "-" : Cells.number(load.own().share() * 100, "%.0f"));
    row.add(String.join("; ", outcome.notes()));
    return row;
  }
}
