package io.zoetrope.app.catalog;

import io.zoetrope.app.time.Repeating;
import io.zoetrope.core.time.Timekeeper;
import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes what is older than {@code catalog.keep}, every hour.
 *
 * @param exists whether there can be anything to forget; a catalog that is not there is not made
 */
record Retention(LazyCatalog catalog, BooleanSupplier exists, Duration keep, Timekeeper time) {
  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
  static final Duration FIRST = Duration.ofMinutes(5);
  static final Duration PERIOD = Duration.ofHours(1);

  /** Starts, until what is returned is closed. */
  Repeating start() {
    return Repeating.start("catalog-retention", FIRST, PERIOD, time, this::forget);
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
}
