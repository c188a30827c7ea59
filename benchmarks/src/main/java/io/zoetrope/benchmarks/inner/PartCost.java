package io.zoetrope.benchmarks.inner;

import io.zoetrope.benchmarks.load.Spread;
import io.zoetrope.benchmarks.report.BenchTable;
import io.zoetrope.benchmarks.report.Figures;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one call of an inner part costs.
 *
 * @param viewers missing if the call is not for a number of them
 * @param timesFloor the ratio of the least times, because whatever else runs on the machine only
 *     adds to them; missing if no floor was measured in the same run
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

  /** The same costs, each compared with the floor of its part and number of viewers. */
  static List<PartCost> comparedWithFloors(Collection<PartCost> costs) {
    return costs.stream().map(cost -> cost.comparedWith(costs)).toList();
  }

  private PartCost comparedWith(Collection<PartCost> others) {
    Double ratio =
        others.stream()
            .filter(other -> other.floor && other.part.equals(part))
            .filter(other -> Objects.equals(other.viewers, viewers))
            .findFirst()
            .map(other -> nanos.min() / other.nanos.min())
            .orElse(null);
    return new PartCost(part, does, floor, viewers, nanos, allocatedBytes, ratio);
  }

  public static BenchTable<PartCost> table(List<PartCost> costs) {
    return new BenchTable<>(costs)
        .column("part", cost -> cost.part + " " + cost.does)
        .column("viewers", cost -> cost.viewers == null ? "-" : cost.viewers)
        .column("ns min/med/max", cost -> Figures.spread(cost.nanos, form(cost.nanos.min())))
        .column("x floor (min)", cost -> Figures.number(cost.timesFloor, "%.2f"))
        .column("bytes allocated", cost -> Figures.number(cost.allocatedBytes, "%.0f"))
        .column("min ns/viewer", cost -> cost.perViewer(cost.nanos.min()))
        .column("bytes/viewer", cost -> cost.perViewer(cost.allocatedBytes))
        .column("note", PartCost::note);
  }

  private String perViewer(double value) {
    return viewers == null ? "-" : Figures.number(value / viewers, form(value / viewers));
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
