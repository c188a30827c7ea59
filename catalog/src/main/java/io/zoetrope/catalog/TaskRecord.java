package io.zoetrope.catalog;

import io.zoetrope.rows.Column;
import io.zoetrope.rows.Table;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task as it stands, or as it ended, and what has become of it. Outlives the task in its queue.
 *
 * @param id rises with the time of submission, as text too
 * @param camera whose pictures it is about, if a camera's
 * @param state queued, running, done, failed, dead or cancelled
 * @param payload JSON
 * @param result JSON; of a task that is done
 * @param error a sentence for people
 * @param file the name of the picture or video that it has stored, if any
 * @param fileType its media type
 * @param fileSizeBytes its size when it was stored
 */
public record TaskRecord(
    String id,
    String kind,
    @Nullable String camera,
    String state,
    int attempt,
    Instant submitted,
    @Nullable Instant started,
    @Nullable Instant ended,
    String payload,
    @Nullable String result,
    @Nullable String error,
    @Nullable String file,
    @Nullable String fileType,
    @Nullable Long fileSizeBytes) {
  /** How such records are shown. */
  public static final Table<TaskRecord> TABLE =
      new Table<>(
          "tasks",
          List.of(
              Column.text("id", TaskRecord::id),
              Column.text("kind", TaskRecord::kind),
              Column.text("camera", TaskRecord::camera),
              Column.text("state", TaskRecord::state),
              Column.number("attempt", TaskRecord::attempt),
              Column.time("submitted", TaskRecord::submitted),
              Column.time("started", TaskRecord::started),
              Column.time("ended", TaskRecord::ended),
              Column.json("payload", TaskRecord::payload),
              Column.json("result", TaskRecord::result),
              Column.text("error", TaskRecord::error),
              Column.text("file", TaskRecord::file),
              Column.text("type", TaskRecord::fileType),
              Column.number("size_bytes", TaskRecord::fileSizeBytes)),
          List.of("camera", "kind"));
}
