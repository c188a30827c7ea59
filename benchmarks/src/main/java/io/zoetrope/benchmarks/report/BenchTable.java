package io.zoetrope.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * For one thread. A row for each thing, aligned for a terminal or written as Markdown.
 *
 * @param <T> what a row shows
 */
public final class BenchTable<T> {
  private final List<T> things;
  private final List<List<String>> rows = new ArrayList<>();

  public BenchTable(List<T> things) {
    this.things = things;
    for (int row = 0; row <= things.size(); row++) {
      rows.add(new ArrayList<>());
    }
  }

  public BenchTable<T> column(String title, Function<T, Object> cell) {
    rows.getFirst().add(title);
    for (int i = 0; i < things.size(); i++) {
      rows.get(i + 1).add(cell.apply(things.get(i)).toString());
    }
    return this;
  }

  public boolean isEmpty() {
    return things.isEmpty();
  }

  /** Aligns the first and the last column left, for they hold words, and all others right. */
  public String text() {
    int columns = rows.getFirst().size();
    StringBuilder out = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        String space = " ".repeat(width(i) - row.get(i).length());
        boolean left = i == 0 || i == columns - 1;
        line.append(i == 0 ? "" : "  ").append(left ? row.get(i) + space : space + row.get(i));
      }
      out.append(line.toString().stripTrailing()).append('\n');
    }
    return out.toString();
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }

  public String markdown() {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < rows.size(); i++) {
      List<String> row = rows.get(i);
      out.append("| ").append(String.join(" | ", row)).append(" |\n");
      if (i == 0) {
        out.append("|---".repeat(row.size())).append("|\n");
      }
    }
    return out.toString();
  }
}
