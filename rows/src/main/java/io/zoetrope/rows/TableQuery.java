package io.zoetrope.rows;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which rows are wished for, the newest first. Immutable.
 *
 * @param from the earliest time, inclusive
 * @param to the latest time, exclusive
 * @param kind only this one, or one of these, as in {@code camera.trouble,task.ended}
 * @param after goes on behind the row at this {@linkplain TableSource#position position}
 * @param most how many rows at most
 */
public record TableQuery(
    Optional<Instant> from,
    Optional<Instant> to,
    Optional<String> camera,
    Optional<String> kind,
    Optional<String> after,
    long most) {
  public static final TableQuery ALL =
      new TableQuery(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Long.MAX_VALUE);

  /** The kinds that are wished for; empty for all. */
  public List<String> kinds() {
    return kind.stream().flatMap(some -> Stream.of(some.split(","))).distinct().toList();
  }

  public TableQuery withMost(long rows) {
    return new TableQuery(from, to, camera, kind, after, rows);
  }

  public TableQuery withAfter(String position) {
    return new TableQuery(from, to, camera, kind, Optional.of(position), most);
  }
}
