package io.zoetrope.catalog;

import io.zoetrope.rows.Column;
import io.zoetrope.rows.Table;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened.
 *
 * @param id of its message; an event that is added twice is kept once
 * @param kind for example {@code camera}, {@code viewers} or {@code task}
 * @param camera where it happened, if at a camera
 * @param json the whole event
 */
public record EventRecord(
    String id, Instant at, String kind, @Nullable String camera, String json) {
  /** How such records are shown. */
  public static final Table<EventRecord> TABLE =
      new Table<>(
          "events",
          List.of(
              Column.text("id", EventRecord::id),
              Column.time("at", EventRecord::at),
              Column.text("kind", EventRecord::kind),
              Column.text("camera", EventRecord::camera),
              Column.json("detail", EventRecord::json)),
          List.of("camera", "kind"));
}
