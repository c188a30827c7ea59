package io.zoetrope.benchmarks.rows;

import io.zoetrope.catalog.Catalog;
import io.zoetrope.catalog.sql.DatabaseAddress;
import io.zoetrope.catalog.sql.DatabaseCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A catalog in a file, filled through the catalog's own code. Any thread. */
public record FilledCatalog(Path file) {
  /** The cells of all events, the newest first: what Zoetrope reads itself. */
  public static final String SELECT =
      "SELECT id, at, kind, camera, detail FROM events INDEXED BY events_by_time"
          + " ORDER BY at DESC, seq DESC";

  private static final int AT_ONCE = 10_000;

  /** All events are younger, so that the server forgets none of them. */
  private static final Duration SPAN = Duration.ofDays(30);

  private static final Duration KEPT = Duration.ofDays(30);

  /** Takes the one that an earlier run has left in the folder, or fills one. */
  public static FilledCatalog of(Path folder, int rows, Consumer<String> progress)
      throws IOException {
    Files.createDirectories(folder);
    FilledCatalog filled =
        new FilledCatalog(folder.resolve("events-" + rows + ".db").toAbsolutePath());
    Path whole = folder.resolve("events-" + rows + ".whole");
    Instant now = Instant.now();
    if (!Files.exists(whole)
        || Files.getLastModifiedTime(whole).toInstant().isBefore(now.minus(KEPT))) {
      progress.accept(
          "filling a catalog with %,d events, for this run and later ones".formatted(rows));
      filled.delete();
      filled.fill(rows, now);
      Files.writeString(whole, "");
    }
    return filled;
  }

  private void fill(int rows, Instant now) throws IOException {
    MadeUpEvents events = new MadeUpEvents(now.minus(SPAN), SPAN.dividedBy(rows));
    try (Catalog catalog = DatabaseCatalog.open(DatabaseAddress.of(file))) {
      for (int left = rows; left > 0; left -= AT_ONCE) {
        catalog.add(events.next(Math.min(left, AT_ONCE)), List.of());
      }
    }
  }

  private void delete() throws IOException {
    for (String suffix : List.of("", "-wal", "-shm")) {
      Files.deleteIfExists(Path.of(file + suffix));
    }
  }

  /** What the Flask programs are told. */
  public Map<String, String> environment() {
    return Map.of(
        "CATALOG",
        file.toString(),
        "TABLE",
        "events",
        "JSON_COLUMN",
        "detail",
        "SELECT",
        SELECT,
        "TIMES_PER_SECOND",
        "1000000");
  }
}
