package io.zoetrope.app.catalog;

import io.zoetrope.app.time.Repeating;
import io.zoetrope.core.time.Timekeeper;
import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes what is older than {@code catalog.keep}, every hour. Any thread may close it. */
final class Retention implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
  static final Duration FIRST = Duration.ofMinutes(5);
  static final Duration PERIOD = Duration.ofHours(1);

  private final LazyCatalog catalog;
  private final BooleanSupplier exists;
  private final Duration keep;
  private final Timekeeper time;
  private final Repeating repeating;

  /**
   * Starts.
   *
   * @param exists whether there can be anything to forget; a catalog that is not there is not made
   */
  Retention(LazyCatalog catalog, BooleanSupplier exists, Duration keep, Timekeeper time) {
    this.catalog = catalog;
    this.exists = exists;
    this.keep = keep;
    this.time = time;
    this.repeating = Repeating.start("catalog-retention", FIRST, PERIOD, time, this::forget);
  }

  private void forget() {
    if (!exists.getAsBoolean()) {
      return;
    }
    try {
      long gone = catalog.get().forgetBefore(time.now().minus(keep));
      if (gone > 0) {
        LOG.info("Deleted {} old events and tasks, as set by catalog.keep", gone);
      }
    } catch (IOException e) {
      LOG.warn("Old events and tasks cannot be deleted: {}", e.getMessage());
    }
  }

  @Override
  public void close() {
    repeating.close();
  }
}
