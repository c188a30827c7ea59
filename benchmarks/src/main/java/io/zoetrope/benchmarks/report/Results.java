package io.zoetrope.benchmarks.report;

import io.zoetrope.benchmarks.load.Delays;
import io.zoetrope.benchmarks.load.LoadReport;
import io.zoetrope.benchmarks.load.Spread;
import io.zoetrope.benchmarks.server.ServerUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All that one run of the command found out. */
public record Results(
    String title, Instant at, String setting, List<String> remarks, List<Outcome> outcomes) {
  private static final DateTimeFormatter FILE_TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

  public boolean valid() {
    return outcomes.stream().allMatch(Outcome::valid);
  }

  public String text() {
    StringBuilder out = new StringBuilder("\n");
    for (Table table : tables()) {
      out.append(table.text()).append('\n');
    }
    remarks.forEach(remark -> out.append(remark).append('\n'));
    return out.toString();
  }

  /** Writes {@code NAME-TIME.json} and {@code NAME-TIME.md}; returns the latter. */
  public Path write(Path folder, String name) throws IOException {
    Files.createDirectories(folder);
    String stem = name + "-" + FILE_TIME.format(at);
    Files.writeString(folder.resolve(stem + ".json"), Json.of(asMap()));
    return Files.writeString(folder.resolve(stem + ".md"), markdown());
  }

  private String markdown() {
    StringBuilder out =
        new StringBuilder("# " + title + "\n\n" + at + " · " + Machine.here().line());
    out.append("\n\n").append(setting).append("\n\n");
    tables().forEach(table -> out.append(table.markdown()).append('\n'));
    remarks.forEach(remark -> out.append("- ").append(remark).append('\n'));
    return out.toString();
  }

  private Map<String, @Nullable Object> asMap() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("title", title);
    map.put("at", at);
    map.put("machine", Machine.here());
    map.put("setting", setting);
    map.put("valid", valid());
    map.put("remarks", remarks);
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      Map<String, @Nullable Object> row = new LinkedHashMap<>();
      row.put("valid", outcome.valid());
      row.put("notes", outcome.notes());
      row.put("outcome", outcome);
      rows.add(row);
    }
    map.put("outcomes", rows);
    return map;
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
    row.add(load == null ? "-" : spread(load.framesPerSecond(), "%.1f"));
    row.add(load == null ? "-" : number(load.megabytesPerSecond(), "%.0f"));
    row.add(number(outcome.cpuSecondsPerGigabyte(), "%.3f"));
    row.add(number(outcome.timesFloor(), "%.2f"));
    row.add(use == null ? "-" : number(use.coreShare() * 100, "%.0f"));
    row.add(
        use == null
            ? "-"
            : number(use.residentEnd() / 1e6, "%.1f")
                + number((use.residentEnd() - use.residentStart()) / 1e6, " (%+.1f)"));
    row.add(load == null ? "-" : delays(load.delayMillis()));
    row.add(load == null ? "-" : "" + load.skipped());
    row.add(load == null ? "-" : "" + load.broken());
    row.add(load == null ? "-" : number(load.own().share() * 100, "%.0f"));
    row.add(String.join("; ", outcome.notes()));
    return row;
  }

  private static List<String> stalledRow(Outcome outcome, LoadReport.Stalled stalled) {
    return List.of(
        outcome.server(),
        "" + outcome.viewers(),
        "" + stalled.viewers(),
        number(stalled.seconds(), "%.0f"),
        "" + stalled.freshAgain(),
        upper(stalled.staleBytes(), "%.0f"),
        upper(stalled.staleFrames(), "%.0f"),
        "" + stalled.partFirst(),
        upper(stalled.firstAgeMillis(), "%.0f"),
        upper(stalled.lastAgeMillis(), "%.0f"),
        upper(stalled.freshAfterMillis(), "%.1f"));
  }

  private static List<String> halfRateRow(Outcome outcome, LoadReport.HalfRate slow) {
    return List.of(
        outcome.server(),
        "" + outcome.viewers(),
        "" + slow.viewers(),
        spread(slow.framesPerSecond(), "%.1f"),
        delays(slow.startAgeMillis()),
        delays(slow.delayMillis()));
  }

  private static String delays(Delays delays) {
    return delays.count() == 0
        ? "-"
        : String.format(Locale.ROOT, "%.1f/%.1f/%.1f", delays.p50(), delays.p99(), delays.max());
  }

  private static String spread(Spread spread, String form) {
    return number(spread.min(), form) + "/" + upper(spread, form);
  }

  private static String upper(Spread spread, String form) {
    return number(spread.median(), form) + "/" + number(spread.max(), form);
  }

  private static String number(@Nullable Double value, String form) {
    return value == null || value.isNaN() ? "-" : String.format(Locale.ROOT, form, value);
  }
}
