package io.zoetrope.benchmarks.report;

import io.zoetrope.benchmarks.load.LoadReport;
import io.zoetrope.benchmarks.server.ServerUse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All that one run of the command found out. */
public record Results(
    String title, Instant at, String setting, List<String> remarks, List<Outcome> outcomes) {

  public boolean valid() {
    return outcomes.stream().allMatch(Outcome::valid);
  }

  public Report report() {
    return new Report(title, at, setting, remarks, tables(), rows(outcomes), valid());
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

  private List<Table> tables() {
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
            "delay ms p50/p99/max",
            "skipped",
            "broken",
            "load %",
            "note");
    Table stalled =
        new Table(
            "stalled viewers of",
            "viewers",
            "stalled",
            "for s",
            "fresh again",
            "stale bytes med/max",
            "stale frames med/max",
            "mid-frame",
            "first age ms med/max",
            "last stale age ms med/max",
            "fresh after ms med/max");
    Table halfRate =
        new Table(
            "half-rate viewers of",
            "viewers",
            "slow",
            "frames/s min/med/max",
            "age at start ms p50/p99/max",
            "delay ms p50/p99/max");
    for (Outcome outcome : outcomes) {
      main.row(mainRow(outcome));
      LoadReport load = outcome.load();
      if (load != null && load.stalled() != null) {
        stalled.row(stalledRow(outcome, load.stalled()));
      }
      if (load != null && load.halfRate() != null) {
        halfRate.row(halfRateRow(outcome, load.halfRate()));
      }
    }
    return Stream.of(main, stalled, halfRate).filter(t -> !t.isEmpty()).toList();
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
    row.add(load == null ? "-" : Cells.delays(load.delayMillis()));
    row.add(load == null ? "-" : "" + load.skipped());
    row.add(load == null ? "-" : "" + load.broken());
    row.add(load == null ? "-" : Cells.number(load.own().share() * 100, "%.0f"));
    row.add(String.join("; ", outcome.notes()));
    return row;
  }

  private static List<String> stalledRow(Outcome outcome, LoadReport.Stalled stalled) {
    return List.of(
        outcome.server(),
        "" + outcome.viewers(),
        "" + stalled.viewers(),
        Cells.number(stalled.seconds(), "%.0f"),
        "" + stalled.freshAgain(),
        Cells.upper(stalled.staleBytes(), "%.0f"),
        Cells.upper(stalled.staleFrames(), "%.0f"),
        "" + stalled.partFirst(),
        Cells.upper(stalled.firstAgeMillis(), "%.0f"),
        Cells.upper(stalled.lastAgeMillis(), "%.0f"),
        Cells.upper(stalled.freshAfterMillis(), "%.1f"));
  }

  private static List<String> halfRateRow(Outcome outcome, LoadReport.HalfRate slow) {
    return List.of(
        outcome.server(),
        "" + outcome.viewers(),
        "" + slow.viewers(),
        Cells.spread(slow.framesPerSecond(), "%.1f"),
        Cells.delays(slow.startAgeMillis()),
        Cells.delays(slow.delayMillis()));
  }
}
