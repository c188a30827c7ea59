package io.zoetrope.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/** For one thread. Rows of words under heads, aligned for a terminal or written as Markdown. */
public final class Table {
  private final List<List<String>> rows = new ArrayList<>();

  public Table(String... heads) {
    rows.add(List.of(heads));
  }

  public Table row(List<String> cells) {
    if (cells.size() != rows.getFirst().size()) {
      throw new IllegalArgumentException("a row of " + cells.size() + " cells");
    }
    rows.add(List.copyOf(cells));
    return this;
  }

  public boolean isEmpty() {
    return rows.size() == 1;
  }

  /** First and last column to the left, for they hold words; the numbers between to the right. */
  public String text() {
    int[] widths = new int[rows.getFirst().size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    StringBuilder out = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String space = " ".repeat(widths[i] - row.get(i).length());
        boolean left = i == 0 || i == widths.length - 1;
        line.append(i == 0 ? "" : "  ").append(left ? row.get(i) + space : space + row.get(i));
      }
      out.append(line.toString().stripTrailing()).append('\n');
    }
    return out.toString();
  }

  public String markdown() {
    StringBuilder out = new StringBuilder();
    for (List<String> row : rows) {
      out.append("| ").append(String.join(" | ", escaped(row))).append(" |\n");
      if (out.indexOf("|---") < 0) {
        out.append("|---".repeat(row.size())).append("|\n");
      }
    }
    return out.toString();
  }

  private static List<String> escaped(List<String> row) {
    return row.stream().map(cell -> cell.replace("|", "\\|")).toList();
  }
}
