package io.zoetrope.benchmarks;

import io.zoetrope.benchmarks.report.Target;
import io.zoetrope.benchmarks.rows.Leaving;
import io.zoetrope.benchmarks.rows.RowRun;
import io.zoetrope.benchmarks.rows.TableForm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was found out about tables.
 *
 * @param full to clients that read as fast as they can
 * @param slow to clients that do not
 * @param idleBytes what Zoetrope had resident before
 * @param wanted how many rows it was to write, and a rival
 */
record RowResults(
    List<RowRun> full,
    List<RowRun> slow,
    @Nullable Leaving leaving,
    long idleBytes,
    long wanted,
    long wantedOfRivals) {
  static final String ZOETROPE = "zoetrope";
  static final String TUTORIAL = "flask, the tutorial's";
  static final String QUICK = "flask, a quicker one";
  static final String FLOOR = "floor: SQLite in C";

  private static final double MORE_THAN_TUTORIAL = 5;
  private static final double MOST_MEGABYTES = 32;
  private static final double MOST_FIRST_ROW_MILLIS = 100;
  private static final double MOST_MILLIS_TO_FREE = 1000;

  boolean valid() {
    return full.stream().allMatch(this::whole) && slow.stream().allMatch(RowRun::valid);
  }

  /** The server may have written some events of its own meanwhile. */
  private boolean whole(RowRun run) {
    boolean rival = run.server().equals(TUTORIAL) || run.server().equals(QUICK);
    return run.valid() && run.rows() >= (rival ? wantedOfRivals : wanted);
  }

  List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    for (RowRun run : full) {
      String which = run.server() + ", " + run.form().title();
      if (run.failure() != null) {
        remarks.add("FAILED: " + which + ": " + run.failure());
      } else if (!whole(run)) {
        remarks.add("INVALID: %s came to %d rows".formatted(which, run.rows()));
      } else if (run.readerWasBusy()) {
        remarks.add(
            which + ": the reader was the bottleneck, so only rows per second of CPU are right");
      }
    }
    for (RowRun run : slow) {
      if (run.failure() != null) {
        remarks.add("FAILED: slowly, " + run.form().title() + ": " + run.failure());
      }
    }
    return remarks;
  }

  List<Target> targets() {
    List<Target> targets = new ArrayList<>();
    for (RowRun tutorial : full) {
      for (RowRun own : full) {
        if (own.server().equals(ZOETROPE) && tutorial.server().equals(TUTORIAL) && plain(own)) {
          targets.add(
              Target.atLeast(
                  own.form().title() + ": rows per second of a core, x tutorial",
                  MORE_THAN_TUTORIAL,
                  own.rowsPerCpuSecond() / tutorial.rowsPerCpuSecond(),
                  "%.1f"));
        }
      }
    }
    List<RowRun> own = new ArrayList<>(slow);
    full.stream().filter(run -> run.server().equals(ZOETROPE)).forEach(own::add);
    targets.add(
        Target.atMost(
            "MB over idle, at most",
            MOST_MEGABYTES,
            (own.stream().mapToLong(RowRun::peakBytes).max().orElse(0) - idleBytes) / 1e6,
            "%.1f"));
    targets.add(
        Target.atMost(
            "ms to the first row, at most",
            MOST_FIRST_ROW_MILLIS,
            own.stream().mapToDouble(RowRun::firstRowMillis).max().orElse(Double.NaN),
            "%.1f"));
    if (leaving != null) {
      targets.add(
          Target.atMost(
              "ms until the cursor is closed, at most",
              MOST_MILLIS_TO_FREE,
              leaving.free().max(),
              "%.0f"));
    }
    return targets;
  }

  private static boolean plain(RowRun run) {
    return run.form() != TableForm.NDJSON_GZIP;
  }

  List<?> outcomes() {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("full", full);
    all.put("slow", slow);
    all.put("leaving", leaving);
    all.put("idleBytes", idleBytes);
    return List.of(all);
  }
}
