package io.zoetrope.catalog.sql;

import io.zoetrope.catalog.EventRecord;
import io.zoetrope.catalog.TaskRecord;
import io.zoetrope.rows.Cursor;
import io.zoetrope.rows.TableQuery;
import io.zoetrope.rows.TableSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Rows to keep, and what was kept. */
final class SampleRows {
  static final Instant START = Instant.parse("2026-11-01T12:00:00.123456Z");

  private SampleRows() {}

  static EventRecord event(int number) {
    return event(number, START.plusMillis(number), "camera", "door");
  }

  static EventRecord event(int number, Instant at, String kind, @Nullable String camera) {
    return new EventRecord(
        "1763730000000-" + number, at, kind, camera, "{\"number\":%d}".formatted(number));
  }

  static List<EventRecord> events(int from, int to) {
    return IntStream.range(from, to).mapToObj(SampleRows::event).toList();
  }

  static TaskRecord task(String id, String state, int attempt, @Nullable Instant started) {
    boolean ended = !state.equals("queued") && !state.equals("running");
    return new TaskRecord(
        id,
        "clip",
        "door",
        state,
        attempt,
        START,
        started,
        ended ? START.plusSeconds(60) : null,
        "{\"seconds\":5}",
        ended ? "{\"frames\":150}" : null,
        null,
        ended ? "door.mp4" : null,
        ended ? "video/mp4" : null,
        ended ? 5_000_000_000L : null);
  }

  /** A task that was submitted then and has ended. */
  static TaskRecord task(String id, Instant submitted, String kind, @Nullable String camera) {
    return new TaskRecord(
        id, kind, camera, "done", 1, submitted, submitted, submitted, "{}", null, null, null, null,
        null);
  }

  static TableQuery query(
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable String camera,
      @Nullable String kind,
      @Nullable String after,
      long most) {
    Map<String, List<String>> filters = new HashMap<>();
    if (camera != null) {
      filters.put("camera", List.of(camera.split(",")));
    }
    if (kind != null) {
      filters.put("kind", List.of(kind.split(",")));
    }
    return new TableQuery(
        Optional.ofNullable(from),
        Optional.ofNullable(to),
        filters,
        Optional.ofNullable(after),
        most);
  }

  static <T> List<T> all(TableSource<T> table) throws Exception {
    return all(table, TableQuery.ALL);
  }

  static <T> List<T> all(TableSource<T> table, TableQuery query) throws Exception {
    try (Cursor<T> cursor = table.open(query)) {
      List<T> rows = new ArrayList<>();
      for (T row = cursor.next(); row != null; row = cursor.next()) {
        rows.add(row);
      }
      return rows;
    }
  }
}
