package io.zoetrope.rows;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which rows to read, the newest first. Immutable.
 *
 * @param from the earliest time, inclusive
 * @param to the latest time, exclusive
 * @param filters by {@linkplain Table#filters name}: only rows with one of these values
 * @param after continues behind the row at this {@linkplain TableSource#position position}
 * @param most how many rows at most
 */
public record TableQuery(
    Optional<Instant> from,
    Optional<Instant> to,
    Map<String, List<String>> filters,
    Optional<String> after,
    long most) {
  public static final TableQuery ALL =
      new TableQuery(
          Optional.empty(), Optional.empty(), Map.of(), Optional.empty(), Long.MAX_VALUE);

  public TableQuery {
    filters = Map.copyOf(filters);
  }

  /** The values of one filter; empty for all rows. */
  public List<String> filter(String name) {
    return filters.getOrDefault(name, List.of());
  }

  public TableQuery withMost(long rows) {
    return new TableQuery(from, to, filters, after, rows);
  }

  public TableQuery withAfter(String position) {
    return new TableQuery(from, to, filters, Optional.of(position), most);
  }
}
