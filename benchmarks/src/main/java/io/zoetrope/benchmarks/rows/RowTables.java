package io.zoetrope.benchmarks.rows;

import io.zoetrope.benchmarks.report.Cells;
import io.zoetrope.benchmarks.report.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** For any thread. What reports show of tables. */
public final class RowTables {
  private RowTables() {}

  /** The runs at full speed; the last column is beside the floor. */
  public static Table full(List<RowRun> runs) {
    double floor =
        runs.stream()
            .filter(run -> run.form() == TableForm.BARE && run.valid())
            .mapToDouble(RowRun::rowsPerCpuSecond)
            .findFirst()
            .orElse(Double.NaN);
    Table table =
        new Table(
            "server",
            "form",
            "rows",
            "rows/s",
            "rows per CPU s",
            "MB/s",
            "first row ms",
            "peak MB",
            "reader %",
            "x floor's CPU");
    for (RowRun run : runs) {
      table.row(
          List.of(
              run.server(),
              run.form().title(),
              "" + run.rows(),
              Cells.number(run.rowsPerSecond(), "%.0f"),
              Cells.number(run.rowsPerCpuSecond(), "%.0f"),
              Cells.number(run.megabytesPerSecond(), "%.1f"),
              Cells.number(run.firstRowMillis(), "%.1f"),
              Cells.number(run.peakBytes() / 1e6, "%.1f"),
              Cells.number(100 * run.readerShare(), "%.0f"),
              Cells.number(floor / run.rowsPerCpuSecond(), "%.1f")));
    }
    return table;
  }

  /** The runs of clients that read slowly. */
  public static Table slow(List<RowRun> runs) {
    Table table =
        new Table(
            "read slowly", "seconds", "rows", "MB/s", "first row ms", "server's core %", "peak MB");
    for (RowRun run : runs) {
      table.row(
          List.of(
              run.form().title(),
              Cells.number(run.seconds(), "%.0f"),
              "" + run.rows(),
              Cells.number(run.megabytesPerSecond(), "%.2f"),
              Cells.number(run.firstRowMillis(), "%.1f"),
              Cells.number(100 * run.cpuSeconds() / run.seconds(), "%.1f"),
              Cells.number(run.peakBytes() / 1e6, "%.1f")));
    }
    return table;
  }

  /** Clients that left. */
  public static Table leaving(@Nullable Leaving leaving) {
    Table table =
        new Table(
            "clients that left", "first row ms med/max", "cursor closed after ms med/max", "stuck");
    if (leaving != null) {
      table.row(
          List.of(
              "" + leaving.freeMillis().size(),
              Cells.upper(leaving.firstRow(), "%.1f"),
              Cells.upper(leaving.free(), "%.1f"),
              "" + leaving.stuck()));
    }
    return table;
  }
}
