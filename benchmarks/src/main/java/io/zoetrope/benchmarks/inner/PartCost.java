package io.zoetrope.benchmarks.inner;

import io.zoetrope.benchmarks.load.Spread;
import io.zoetrope.benchmarks.report.Cells;
import io.zoetrope.benchmarks.report.Table;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one call of an inner part costs. {@code viewers} is missing where the call is not for a
 * number of them, {@code timesFloor} where no floor was measured beside it. The ratio is one of the
 * least times: whatever else runs on the machine can only add to them.
 */
public record PartCost(
    String part,
    String does,
    boolean floor,
    @Nullable Integer viewers,
    Spread nanos,
    double allocatedBytes,
    @Nullable Double timesFloor) {
  private static final String FLOOR = "floor";
  private static final double NOISY = 1.2;

  /**
   * The cost of one benchmark.
   *
   * @param method what it is called there; a floor's name says so
   */
  static PartCost of(
      String part, String method, @Nullable Integer viewers, Spread nanos, double bytes) {
    boolean floor = isFloor(method);
    String does = floor ? method.substring(FLOOR.length()).toLowerCase(Locale.ROOT) : method;
    return new PartCost(part, does, floor, viewers, nanos, bytes, null);
  }

  static boolean isFloor(String method) {
    return method.startsWith(FLOOR);
  }

  /** The same costs, each beside the floor of its part and number of viewers. */
  static List<PartCost> besideFloors(Collection<PartCost> costs) {
    return costs.stream().map(cost -> cost.beside(costs)).toList();
  }

  private PartCost beside(Collection<PartCost> others) {
    Double ratio =
        others.stream()
            .filter(other -> other.floor && other.part.equals(part))
            .filter(other -> String.valueOf(other.viewers).equals(String.valueOf(viewers)))
            .findFirst()
            .map(other -> nanos.min() / other.nanos.min())
            .orElse(null);
    return new PartCost(part, does, floor, viewers, nanos, allocatedBytes, ratio);
  }

  public static Table table(List<PartCost> costs) {
    Table table =
        new Table(
            "part",
            "viewers",
            "ns min/med/max",
            "x floor (min)",
            "bytes allocated",
            "min ns/viewer",
            "bytes/viewer",
            "note");
    costs.forEach(cost -> table.row(cost.row()));
    return table;
  }

  List<String> row() {
    return List.of(
        part + " " + does,
        viewers == null ? "-" : "" + viewers,
        Cells.spread(nanos, form(nanos.min())),
        Cells.number(timesFloor, "%.2f"),
        Cells.number(allocatedBytes, "%.0f"),
        viewers == null ? "-" : Cells.number(nanos.min() / viewers, form(nanos.min() / viewers)),
        viewers == null ? "-" : Cells.number(allocatedBytes / viewers, "%.1f"),
        note());
  }

  private String note() {
    boolean noisy = nanos.median() > nanos.min() * NOISY;
    return Stream.of(floor ? FLOOR : "", noisy ? "noisy" : "")
        .filter(word -> !word.isEmpty())
        .collect(Collectors.joining("; "));
  }

  private static String form(double value) {
    return value < 100 ? "%.1f" : "%.0f";
  }
}
