package io.zoetrope.benchmarks.report;

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
    List<ServerRun> outcomes,
    List<Target> targets) {

  public boolean valid() {
    return outcomes.stream().allMatch(ServerRun::valid);
  }

  public Report report() {
    return new Report(
        title, at, setting, remarks, List.of(table()), targets, rows(outcomes), valid());
  }

  /** The outcomes for programs, each with what is to be said of it. */
  public static List<?> rows(List<ServerRun> outcomes) {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (ServerRun outcome : outcomes) {
      Map<String, @Nullable Object> row = new LinkedHashMap<>();
      row.put("valid", outcome.valid());
      row.put("notes", outcome.notes());
      row.put("outcome", outcome);
      rows.add(row);
    }
    return rows;
  }

  private Table table() {
    return Column.table(
        outcomes, new Column("longest GC ms", o -> Cells.number(o.longestPauseMillis(), "%.1f")));
  }
}
